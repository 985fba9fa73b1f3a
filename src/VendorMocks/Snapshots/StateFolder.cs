using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>
/// Keeps a host's worlds in a folder, so that they survive a restart: a file each with what an export holds and how the world began,
/// one for each of its named snapshots, and one with the fault profiles that the host defines; not the journals. Written at most one
/// second after the first unsaved change, and when disposed; each file is replaced as a whole or not at all.
/// </summary>
public sealed class StateFolder : IDisposable
{
    private const string Extension = ".json";
    private const string Unfinished = ".tmp";

    // Names of worlds have no dots, so these are no world's.
    private const string SnapshotMark = ".snapshot-";
    private const string Profiles = "server.fault-profiles" + Extension;

    // Looking twice a second leaves half a second for the writing.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly MocksHost _host;
    private readonly string _path;
    private readonly Action<string> _log;
    private readonly FileStream _claim;
    private readonly Dictionary<string, Mark> _saved = new(StringComparer.Ordinal);
    private readonly Dictionary<WorldSnapshot, string> _savedSnapshots = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<FaultProfile> _savedProfiles = [];
    private readonly ITimer _timer;
    private (string Message, int Others)? _failure;
    private bool _failing;
    private bool _closed;

    private StateFolder(MocksHost host, string path, FileStream claim, Action<string> log, TimeProvider time)
    {
        _host = host;
        _path = path;
        _claim = claim;
        _log = log;
        foreach (var file in Directory.EnumerateFiles(path, "*" + Extension + Unfinished))
            File.Delete(file);
        string[] files = [.. Directory.EnumerateFiles(path, "*" + Extension).Order(StringComparer.Ordinal)];
        foreach (var file in files.Where(file => !IsBeside(file)))
            Load(file, LoadWorld);
        foreach (var file in files.Where(IsBeside).OrderBy(NumberOf))
            Load(file, Path.GetFileName(file) == Profiles ? LoadProfiles : LoadSnapshot);
        _timer = time.CreateTimer(_ => Save(), null, Look, Look);
    }

    /// <summary>Opens the folder's worlds in a host and keeps all of the host's worlds there from now on.</summary>
    /// <param name="host">The host; worlds of the folder must not be open in it yet.</param>
    /// <param name="path">The folder, from the configuration and never from a request; made if need be.</param>
    /// <param name="log">Told, in a sentence, what could not be read or written; a file that cannot be read is set aside.</param>
    /// <param name="time">Decides when changes are looked for; null for the system's time.</param>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public static StateFolder Open(MocksHost host, string path, Action<string> log, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(log);
        var claim = (FileStream?)null;
        try
        {
            path = Path.GetFullPath(path);
            Directory.CreateDirectory(path);
            claim = Claim(path);
            return host.Folder = new StateFolder(host, path, claim, log, time ?? TimeProvider.System);
        }
        catch (Exception fault)
        {
            claim?.Dispose();
            if (fault is UnauthorizedAccessException or ArgumentException or NotSupportedException || (fault is IOException && claim is null))
                throw new IOException($"The state folder {path} cannot be used: {fault.Message} Name a folder that can be written.", fault);
            throw;
        }
    }

    private static FileStream Claim(string path)
    {
        var file = Path.Combine(path, ".lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (File.Exists(file))
        {
            throw new IOException("It is used by another process.", fault);
        }
    }

    /// <summary>Writes what has changed since the last time.</summary>
    public void Save()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            var worlds = _host.Worlds;
            foreach (var world in worlds)
            {
                Try($"World '{world.Name}'", () => Save(world));
                Try($"A snapshot of world '{world.Name}'", () => SaveSnapshots(world));
            }

            Try("The fault profiles", SaveProfiles);
            // What was deleted must not come back. Snapshots go first, since none stays without its world.
            foreach (var gone in _savedSnapshots.Keys.Except(worlds.SelectMany(world => world.Snapshots.List)).ToArray())
            {
                Try($"That a snapshot of world '{gone.World}' is gone", () =>
                {
                    File.Delete(_savedSnapshots[gone]);
                    _savedSnapshots.Remove(gone);
                });
            }

            foreach (var gone in _saved.Keys.Except(worlds.Select(world => world.Name)).ToArray())
            {
                Try($"That world '{gone}' is gone", () =>
                {
                    File.Delete(FileOf(gone));
                    _saved.Remove(gone);
                });
            }

            Tell();
        }
    }

    /// <summary>Writes what has changed and lets the folder go. A host's closing does it first.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            // What is not kept now is lost, so it is told once more.
            _failing = false;
            Save();
            _closed = true;
            _claim.Dispose();
        }
    }

    private string FileOf(string world) => Path.Combine(_path, world + Extension);

    private void Save(World world)
    {
        // Read before the state is: what changes in between is then saved once more, never too seldom.
        var mark = Mark.Of(world);
        if (_saved.TryGetValue(world.Name, out var last) && last.Equals(mark))
            return;
        Write(FileOf(world.Name), stream => WorldFile.Write(world.SaveToKeep(), stream));
        _saved[world.Name] = mark;
    }

    // A snapshot never changes, so each is written once.
    private void SaveSnapshots(World world)
    {
        foreach (var snapshot in world.Snapshots.List.Where(snapshot => !_savedSnapshots.ContainsKey(snapshot)))
        {
            var number = 1 + _savedSnapshots.Values.Select(NumberOf).DefaultIfEmpty().Max();
            var file = Path.Combine(_path, $"{world.Name}{SnapshotMark}{number}{Extension}");
            Write(file, stream => WorldFile.Write(snapshot.KeptAs(snapshot.Name), stream));
            _savedSnapshots[snapshot] = file;
        }
    }

    private void SaveProfiles()
    {
        var defined = Defined();
        if (defined.SequenceEqual(_savedProfiles, ReferenceEqualityComparer.Instance))
            return;
        Write(Path.Combine(_path, Profiles), stream => JsonSerializer.Serialize(stream, FaultsState.None with { Profiles = defined }, FaultJson.Default.FaultsState));
        _savedProfiles = defined;
    }

    private static void Write(string file, Action<Stream> write)
    {
        using (var stream = new FileStream(file + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + Unfinished, file, overwrite: true);
    }

    private void Try(string what, Action save)
    {
        try
        {
            save();
        }
        catch (ObjectDisposedException)
        {
            // Closed in the meantime: the next look removes its files.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _failure = _failure is { } first ? first with { Others = first.Others + 1 } : ($"{what} could not be saved and will be tried again: {fault.Message}", 0);
        }
    }

    // A full disk lasts, and is looked at twice a second: it is told when it begins and when it is over.
    private void Tell()
    {
        if (_failure is { } failure && !_failing)
            _log(failure.Others == 0 ? failure.Message : $"{failure.Message} So it is with {failure.Others} more.");
        else if (_failure is null && _failing)
            _log("All is saved again.");
        _failing = _failure is not null;
        _failure = null;
    }

    private void LoadWorld(string file)
    {
        var snapshot = Read(file);
        if (FileOf(snapshot.World) != file)
            throw new StateFormatException(null, null, $"It holds the world '{snapshot.World}', whose file is {snapshot.World}{Extension}.");
        var world = _host.Open(snapshot.With(_host.Wiring), keepOffset: true);
        _saved[world.Name] = Mark.Of(world);
    }

    private void LoadSnapshot(string file)
    {
        var snapshot = Read(file);
        var world = _host.Find(snapshot.World) ?? throw new StateFormatException(null, null, $"It is a snapshot of the world '{snapshot.World}', which is not here.");
        var kept = snapshot.With(_host.Wiring);
        world.Snapshots.Keep(kept);
        _savedSnapshots[kept] = file;
    }

    private void LoadProfiles(string file)
    {
        using var stream = File.OpenRead(file);
        foreach (var profile in WorldFileCheck.Faults(JsonSerializer.Deserialize(stream, FaultJson.Default.FaultsState)).Profiles)
            _host.Define(profile);
        _savedProfiles = Defined();
    }

    private IReadOnlyList<FaultProfile> Defined() => [.. _host.FaultProfiles.Except(FaultProfile.Shipped)];

    private WorldSnapshot Read(string file)
    {
        using var stream = File.OpenRead(file);
        return WorldFile.Read(stream, _host.ReadStub);
    }

    private void Load(string file, Action<string> load)
    {
        try
        {
            load(file);
        }
        catch (Exception fault) when (fault is StateFormatException or JsonException or ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            var aside = SetAside(file);
            _log($"{Path.GetFileName(file)} could not be loaded and was set aside as {aside}: {fault.Message}");
        }
    }

    private static bool IsBeside(string file) => Path.GetFileNameWithoutExtension(file).Contains('.', StringComparison.Ordinal);

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file).Split(SnapshotMark)[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string SetAside(string file)
    {
        for (var number = 1; ; number++)
        {
            var aside = $"{file}.damaged-{number}";
            if (File.Exists(aside))
                continue;
            File.Move(file, aside);
            return Path.GetFileName(aside);
        }
    }

    /// <summary>What tells that a world has changed. The flow of a running clock is no change, moving or stopping it is.</summary>
    private readonly record struct Mark(World World, long Version, bool Running, TimeSpan Offset, DateTimeOffset FrozenAt, bool? SkipsDelays, ulong Outbox)
    {
        public static Mark Of(World world)
        {
            var clock = world.Clock.Save();
            return new Mark(
                world, world.Version, clock.Running, clock.Running ? clock.Offset : default, clock.Running ? default : clock.Now, clock.SkipsDelays, Sum(world.Webhooks.Save()));
        }

        private static ulong Sum(ImmutableArray<WebhookDelivery> outbox)
        {
            var sum = (ulong)outbox.Length;
            foreach (var delivery in outbox)
                sum = unchecked(sum * 31 + (ulong)delivery.Id * 7 + (ulong)delivery.Attempts.Count * 3 + (ulong)delivery.State);
            return sum;
        }
    }
}
