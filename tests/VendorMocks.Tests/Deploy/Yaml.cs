using YamlDotNet.RepresentationModel;

namespace VendorMocks.Tests;

/// <summary>Examples of deployment as what they say, not as text.</summary>
internal static class Yaml
{
    /// <summary>All documents of a file.</summary>
    /// <param name="file">Its path in the repository.</param>
    public static IReadOnlyList<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repository.PathTo(file.Split('/')));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The only document of a kind.</summary>
    public static YamlNode Of(string file, string kind, string name) =>
        Assert.Single(Documents(file), document => document.Text("kind") == kind && document.Text("metadata.name") == name);

    /// <summary>A value at a path written with dots, in which numbers are places in a list; null where there is none.</summary>
    public static YamlNode? At(this YamlNode node, string path)
    {
        YamlNode? at = node;
        foreach (var name in path.Split('.'))
        {
            at = at switch
            {
                YamlMappingNode map => map.Children.FirstOrDefault(pair => pair.Key.ToString() == name).Value,
                YamlSequenceNode list => list.Children.ElementAtOrDefault(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
                _ => null,
            };
        }

        return at;
    }

    /// <summary>The text of a value at a path; null where there is none.</summary>
    public static string? Text(this YamlNode node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    /// <summary>The names of a mapping.</summary>
    public static string[] Keys(this YamlNode node) => node is YamlMappingNode map ? [.. map.Children.Keys.Select(key => key.ToString())] : [];

    /// <summary>The names of a mapping, or the texts of a list.</summary>
    public static string[] Names(this YamlNode node, string path) => node.At(path) switch
    {
        YamlMappingNode map => map.Keys(),
        YamlSequenceNode list => [.. list.Children.Select(item => item.ToString())],
        _ => [],
    };

    /// <summary>The entries of a list.</summary>
    public static IReadOnlyList<YamlNode> List(this YamlNode node, string path) => node.At(path) is YamlSequenceNode list ? [.. list.Children] : [];
}
