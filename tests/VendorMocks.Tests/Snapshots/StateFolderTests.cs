namespace VendorMocks.Tests;

/// <summary>Worlds survive a restart.</summary>
public sealed class StateFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mocks-state-").FullName;
    private readonly List<string> _said = [];
    private readonly WorldClock _time = new(WorldOptions.DefaultStart, running: false, TimeProvider.System);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_restart_brings_worlds_back_byte_for_byte()
    {
        var before = new List<string>();
        var host = new MocksHost();
        using (var folder = Open(host))
        {
            foreach (var name in (string[])["default", "second"])
            {
                var world = host.Open(new WorldOptions { Name = name, Size = WorldSize.Default, TimeProvider = _time });
                await SnapshotTests.Create(world, "a@example.com");
                world.LeadDyno.Faults.Add(Fault.Status(503).WithProbability(0.5));
                world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 7 };
                await SnapshotTests.Create(world, "b@example.com");
                world.Clock.Advance(TimeSpan.FromHours(1));
                before.Add(SnapshotTests.Bytes(world));
            }
        }

        var again = new MocksHost();
        using (Open(again))
            Assert.Equal(before, again.Worlds.Select(SnapshotTests.Bytes));
        Assert.Empty(_said);
        Assert.Contains("a@example.com", again.Find("default")!.LeadDyno.Leads.Select(lead => lead.Email));
    }

    [Fact]
    public async Task Changes_are_written_within_a_second_and_nothing_is_written_without_one()
    {
        var host = new MocksHost();
        using var folder = Open(host);
        var world = host.Open(new WorldOptions { TimeProvider = _time });
        _time.Advance(TimeSpan.FromSeconds(1));
        var file = Path.Combine(_path, "default.json");
        await SnapshotTests.Create(world, "a@example.com");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SnapshotTests.Bytes(world), await File.ReadAllTextAsync(file));
        File.Delete(file);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(File.Exists(file));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(File.Exists(file));
        Assert.Equal(["default.json"], Directory.GetFiles(_path, "*.json*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_running_clock_keeps_its_offset_and_a_frozen_one_stays()
    {
        var host = new MocksHost();
        using (Open(host))
        {
            host.Open(new WorldOptions { Name = "frozen" }).Clock.Advance(TimeSpan.FromDays(1));
            host.Open(new WorldOptions { Name = "running", Running = true }).Clock.Advance(TimeSpan.FromDays(1));
        }

        var again = new MocksHost();
        using var folder = Open(again);
        Assert.Equal(WorldOptions.DefaultStart.AddDays(1), again.Find("frozen")!.Clock.Now);
        Assert.True(again.Find("frozen")!.Clock.IsFrozen);
        Assert.False(again.Find("running")!.Clock.IsFrozen);
        Assert.Equal(host.Find("running")!.Clock.Save().Offset, again.Find("running")!.Clock.Save().Offset);
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_with_a_message_and_the_others_load()
    {
        var host = new MocksHost();
        using (Open(host))
        {
            host.Open(new WorldOptions { Name = "good" });
            host.Open(new WorldOptions { Name = "bad" });
        }

        var bad = Path.Combine(_path, "bad.json");
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(bad))[..50]);
        await File.WriteAllTextAsync(Path.Combine(_path, "half.json.tmp"), "{");
        var again = new MocksHost();
        using var folder = Open(again);
        Assert.Equal(["good"], again.Worlds.Select(world => world.Name));
        Assert.Contains("bad.json could not be loaded and was set aside as bad.json.damaged-1", Assert.Single(_said), StringComparison.Ordinal);
        Assert.True(File.Exists(bad + ".damaged-1"));
        Assert.False(File.Exists(bad));
        Assert.False(File.Exists(Path.Combine(_path, "half.json.tmp")));
    }

    [Fact]
    public void What_cannot_be_written_is_told_when_that_begins_when_it_is_over_and_at_the_end()
    {
        var host = new MocksHost();
        var folder = Open(host);
        foreach (var name in (string[])["a", "b", "c"])
        {
            host.Open(new WorldOptions { Name = name });
            // As on a full disk: nothing can be written under the name.
            Directory.CreateDirectory(Path.Combine(_path, name + ".json.tmp", "below"));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("World 'a' could not be saved and will be tried again: ", Assert.Single(_said), StringComparison.Ordinal);
        Assert.EndsWith(" So it is with 2 more.", _said[0], StringComparison.Ordinal);

        foreach (var name in (string[])["a", "b", "c"])
            Directory.Delete(Path.Combine(_path, name + ".json.tmp"), recursive: true);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("All is saved again.", _said[1..].Single());
        Assert.True(File.Exists(Path.Combine(_path, "b.json")));

        host.Open(new WorldOptions { Name = "lost" });
        Directory.CreateDirectory(Path.Combine(_path, "lost.json.tmp"));
        _time.Advance(TimeSpan.FromMinutes(10));
        folder.Dispose();
        Assert.Equal(4, _said.Count);
        Assert.All(_said[2..], line => Assert.StartsWith("World 'lost' could not be saved", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_deleted_is_told_and_stops_nothing()
    {
        var host = new MocksHost();
        using var folder = Open(host);
        var gone = host.Open(new WorldOptions { Name = "gone" });
        folder.Save();
        gone.Dispose();
        var file = Path.Combine(_path, "gone.json");
        File.Delete(file);
        Directory.CreateDirectory(file);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("That world 'gone' is gone could not be saved", Assert.Single(_said), StringComparison.Ordinal);
        host.Open(new WorldOptions { Name = "next" });
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(File.Exists(Path.Combine(_path, "next.json")));
        Directory.Delete(file);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("All is saved again.", _said[^1]);
    }

    [Fact]
    public void A_closed_world_does_not_come_back()
    {
        var host = new MocksHost();
        using (var folder = Open(host))
        {
            var world = host.Open(new WorldOptions { Name = "short" });
            folder.Save();
            Assert.True(File.Exists(Path.Combine(_path, "short.json")));
            world.Dispose();
        }

        var again = new MocksHost();
        using (Open(again))
            Assert.Empty(again.Worlds);
    }

    [Fact]
    public async Task Named_snapshots_come_back_in_their_order_are_written_once_and_go_with_their_world()
    {
        var host = new MocksHost();
        var (bytes, before) = ("", "");
        using (var folder = Open(host))
        {
            var world = host.Open(new WorldOptions { Name = "shop" });
            await SnapshotTests.Create(world, "a@example.com");
            before = SnapshotTests.Bytes(world);
            world.Snapshots.Take("z.before");
            world.Snapshots.Take("deleted");
            folder.Save();
            File.Delete(Path.Combine(_path, "shop.snapshot-1.json"));
            await SnapshotTests.Create(world, "b@example.com");
            world.Snapshots.Take("After");
            world.Snapshots.Delete("deleted");
            folder.Save();
            Assert.Equal(["shop.json", "shop.snapshot-3.json"], Directory.GetFiles(_path, "*.json").Select(Path.GetFileName).Order());
            world.Snapshots.Delete("After");
            world.Snapshots.Delete("z.before");
            world.Snapshots.Restore(world.Snapshots.Take("then").Name);
            world.Snapshots.Take("later");
            bytes = SnapshotTests.Bytes(world);
        }

        var again = new MocksHost();
        using (Open(again))
        {
            var world = again.Find("shop")!;
            Assert.Equal(["then", "later"], world.Snapshots.List.Select(snapshot => snapshot.Name));
            await SnapshotTests.Create(world, "c@example.com");
            world.Snapshots.Restore("then");
            Assert.Equal(bytes, SnapshotTests.Bytes(world));
            Assert.NotEqual(before, bytes);
            world.Dispose();
        }

        Assert.Empty(Directory.GetFiles(_path, "*.json"));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_set_aside_and_its_world_loads()
    {
        var host = new MocksHost();
        using (Open(host))
            host.Open(new WorldOptions { Name = "shop" }).Snapshots.Take("then");
        await File.WriteAllTextAsync(Path.Combine(_path, "shop.snapshot-1.json"), "{");
        File.Copy(Path.Combine(_path, "shop.json"), Path.Combine(_path, "gone.snapshot-2.json"));
        await File.WriteAllTextAsync(Path.Combine(_path, "gone.snapshot-2.json"), (await File.ReadAllTextAsync(Path.Combine(_path, "shop.json"))).Replace("\"name\":\"shop\"", "\"name\":\"gone\"", StringComparison.Ordinal));

        var again = new MocksHost();
        using var folder = Open(again);

        Assert.Empty(again.Find("shop")!.Snapshots.List);
        Assert.Equal(2, _said.Count);
        Assert.Contains("shop.snapshot-1.json could not be loaded and was set aside", _said[0], StringComparison.Ordinal);
        Assert.Contains("the world 'gone', which is not here", _said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_profiles_of_the_host_come_back_and_go()
    {
        var host = new MocksHost();
        using (Open(host))
        {
            host.Define(new FaultProfile("mondays", "As on Mondays", [Fault.Status(503).Times(2)]));
            host.Define(new FaultProfile("outage", "Ours", [Fault.Cut()]));
        }

        var again = new MocksHost();
        using (Open(again))
        {
            Assert.Equal("As on Mondays", again.FaultProfiles.Single(profile => profile.Name == "mondays").Summary);
            Assert.IsType<CutFault>(again.FaultProfiles.Single(profile => profile.Name == "outage").Faults[0]);
            Assert.True(again.Undefine("outage") && again.Undefine("mondays"));
        }

        await File.WriteAllTextAsync(Path.Combine(_path, "server.fault-profiles.json"), (await File.ReadAllTextAsync(Path.Combine(_path, "server.fault-profiles.json"))) + "x");
        var third = new MocksHost();
        using var folder = Open(third);
        Assert.Equal(FaultProfile.Shipped.Select(profile => profile.Name).Order(), third.FaultProfiles.Select(profile => profile.Name));
        Assert.Contains("server.fault-profiles.json could not be loaded", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_belongs_to_one_process_at_a_time()
    {
        using var folder = Open(new MocksHost());
        Assert.Contains("another process", Assert.Throws<IOException>(() => Open(new MocksHost())).Message, StringComparison.Ordinal);
    }

    private StateFolder Open(MocksHost host) => StateFolder.Open(host, _path, _said.Add, _time);
}
