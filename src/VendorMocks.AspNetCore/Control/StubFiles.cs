using System.Text;

namespace VendorMocks;

/// <summary>
/// Stub mappings in a file, or in the files of a folder, that the world default has from its beginning. They are replaced when the
/// files change; stubs that came another way stay as they are.
/// </summary>
internal static class StubFiles
{
    /// <summary>Puts the stubs of the files, as they are now, in force, and in what a reset goes back to.</summary>
    /// <param name="host">Whose world default gets them.</param>
    /// <param name="path">A file, or a folder whose <c>*.json</c> files count, those below it too.</param>
    /// <returns>What was done, for people.</returns>
    /// <exception cref="SeedFileException">A file cannot be read, or says something wrong; the message says where. Nothing was changed.</exception>
    public static string Load(MocksHost host, string path)
    {
        var stubs = Read(path);
        var world = host.Find(MocksHost.DefaultWorld)!;
        using var aside = new MocksHost { Wiring = host.Wiring, ReadStub = host.ReadStub };
        var opening = aside.Open(world.Opening, keepOffset: false);
        Put(opening, stubs, path);
        Put(world, stubs, path);
        world.BeginWith(opening.Save("opening"));
        return $"{path}: {stubs.Count} stub mappings are in force in the world {MocksHost.DefaultWorld}.";
    }

    private static void Put(World world, List<Stub> stubs, string path)
    {
        try
        {
            var added = world.Stubs.Add(stubs);
            world.Stubs.RemoveAll(handle => handle.Stub.FromFile && !added.Contains(handle));
        }
        catch (InvalidOperationException tooMany)
        {
            throw new SeedFileException($"{path}: {tooMany.Message}");
        }
    }

    private static List<Stub> Read(string path)
    {
        string[] files;
        try
        {
            files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [path];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SeedFileException($"{path} cannot be read: {unreadable.Message}");
        }

        return [.. files.SelectMany(file => ReadFile(file, Path.GetRelativePath(path, file)))];
    }

    private static IEnumerable<Stub> ReadFile(string file, string name)
    {
        var bytes = SeedFile.Read(file);
        SeedFile.RequireJson(file, bytes);
        try
        {
            // A mapping without an id has the same one each time, so that one that a state folder kept is replaced and not doubled.
            return StubMapping.Parse(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'))
                .Select((stub, n) => stub with { Id = stub.Id ?? RandomSource.Of(name).Uuid("stub.file", n), FromFile = true });
        }
        catch (StubMappingException wrong)
        {
            var place = wrong.Pointer.Length == 0 ? "" : $", {wrong.Pointer}";
            throw new SeedFileException($"{file}, line {SeedFile.LineOf(bytes, wrong.Pointer)}{place}: {wrong.Problem}");
        }
    }
}
