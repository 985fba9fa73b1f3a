using System.Text.Json;

namespace VendorMocks;

/// <summary>A world's document in a file, which the server opens at its start. Later changes touch what is opened or reset after them.</summary>
internal static class SeedFile
{
    /// <summary>Opens the file's world in a host.</summary>
    /// <param name="host">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="like">What the document leaves out.</param>
    /// <exception cref="SeedFileException">It cannot be read, or says something wrong; the message says where. Nothing was opened.</exception>
    public static void Open(MocksHost host, string path, WorldOptions like)
    {
        var (document, bytes) = ReadDocument(path, like);
        var name = document.Name ?? MocksHost.DefaultWorld;
        if (host.Find(name) is null && document.Open(host, name, out _) is { } problem)
            throw Wrong(path, bytes, problem);
    }

    /// <summary>Makes the file, as it is now, what a reset of its world goes back to; opens the world where there is none. What is in an open world stays.</summary>
    /// <param name="host">Where.</param>
    /// <param name="path">The file.</param>
    /// <param name="like">What the document leaves out.</param>
    /// <returns>What was done, for people.</returns>
    /// <exception cref="SeedFileException">It cannot be read, or says something wrong; the message says where. Nothing was changed.</exception>
    public static string Reload(MocksHost host, string path, WorldOptions like)
    {
        var (document, bytes) = ReadDocument(path, like);
        var name = document.Name ?? MocksHost.DefaultWorld;
        // Opened aside, so that all that can be wrong with it shows before anything is changed.
        using var aside = new MocksHost { Wiring = host.Wiring, ReadStub = host.ReadStub };
        if (document.Open(aside, name, out var opened) is { } problem)
            throw Wrong(path, bytes, problem);
        if (host.Find(name) is not { } world)
        {
            Open(host, path, like);
            return $"{path} has changed: the world {name} was opened with it.";
        }

        foreach (var vendor in Vendors.All)
            opened!.Prepare(vendor);
        world.BeginAnew(opened!);
        return $"{path} has changed: the world {name} begins with it when it is next reset.";
    }

    private static (WorldDocument Document, byte[] Bytes) ReadDocument(string path, WorldOptions like)
    {
        var bytes = Read(path);
        var input = Parse(path, bytes);
        // As for the control API, a world beside the default one begins empty.
        if (input.Value("name") is { ValueKind: JsonValueKind.String } given && given.GetString() is { } other && other != MocksHost.DefaultWorld)
            like = like with { Name = other, Size = WorldSize.Empty };
        if (WorldDocument.Read(input, like) is not { } document)
            throw Wrong(path, bytes, input.Problem!);
        return (document, bytes);
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="SeedFileException">It cannot be read.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SeedFileException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private static ControlInput Parse(string path, byte[] bytes)
    {
        RequireJson(path, bytes);
        return ControlInput.Parse(bytes);
    }

    /// <summary>Refuses what is not JSON.</summary>
    /// <exception cref="SeedFileException">It is not; the message says where it ends to be.</exception>
    internal static void RequireJson(string path, byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, ControlInput.Lenient);
        }
        catch (JsonException broken)
        {
            throw new SeedFileException($"{path}, line {broken.LineNumber + 1}: this is not JSON: {broken.Message.Split(" LineNumber", 2)[0]}");
        }
    }

    private static SeedFileException Wrong(string path, byte[] bytes, Problem problem) => problem.Pointer is { } pointer
        ? new SeedFileException($"{path}, line {LineOf(bytes, pointer)}, {pointer}: {problem.Detail}")
        : new SeedFileException($"{path}: {problem.Detail}");

    /// <summary>The line of what a JSON pointer means, counted from 1; of the last part of it that is there.</summary>
    internal static int LineOf(ReadOnlySpan<byte> json, string pointer)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var at = reader.TokenStartIndex;
        foreach (var part in pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (!Enter(ref reader, part, ref at))
                break;
        }

        return json[..(int)at].Count((byte)'\n') + 1;
    }

    // Leaves the reader on the value, and the place at its name.
    private static bool Enter(ref Utf8JsonReader reader, string part, ref long at)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (found, start) = (reader.ValueTextEquals(part), reader.TokenStartIndex);
                reader.Read();
                if (found)
                {
                    at = start;
                    return true;
                }

                reader.Skip();
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray && int.TryParse(part, out var index))
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                if (i == index)
                {
                    at = reader.TokenStartIndex;
                    return true;
                }

                reader.Skip();
            }
        }

        return false;
    }
}
