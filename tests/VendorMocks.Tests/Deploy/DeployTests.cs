using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace VendorMocks.Tests;

/// <summary>The examples of deployment: they can be read, and what they say of the server is so.</summary>
public sealed partial class DeployTests
{
    public static TheoryData<string> YamlFiles() => [.. All().Where(file => Path.GetExtension(file) is ".yaml" or ".yml")];

    public static TheoryData<string> Examples() =>
        ["deploy/compose.yaml", "deploy/compose.vendor-hosts.yaml", "deploy/github-actions.yaml", "deploy/gitlab-ci.yml", "deploy/kubernetes.yaml", "deploy/kubernetes.scale-out.yaml", "deploy/devcontainer/compose.yaml"];

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void A_file_is_yaml_without_doubled_keys(string file) => Assert.NotEmpty(Documents(file));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_the_token_in_its_place(string file) =>
        Assert.Contains(Documents(file), document => document.AllNodes.OfType<YamlScalarNode>().Any(node => node.Value == "MOCKS_TOKEN"));

    [Fact]
    public void Every_variable_that_is_set_is_one_that_is_read()
    {
        string[] known = [.. Setting.All.Select(setting => setting.Variable), Setting.TokenVariable, Setting.ConfigVariable];
        var unknown =
            from file in All()
            from Match name in Variable().Matches(File.ReadAllText(Repository.PathTo(file.Split('/'))))
            where !known.Contains(name.Value) && name.Value != "MOCKS_CONTROL_TOKEN"
            select $"{file}: {name.Value}";
        Assert.Empty(unknown);
    }

    [Fact]
    public void Kubernetes_asks_the_paths_that_answer_and_runs_the_images_user()
    {
        var user = Regex.Match(File.ReadAllText(Repository.PathTo("Dockerfile")), @"^USER (\d+)", RegexOptions.Multiline).Groups[1].Value;
        foreach (var file in (string[])["deploy/kubernetes.yaml", "deploy/kubernetes.scale-out.yaml"])
        {
            var pairs = Documents(file).SelectMany(document => document.AllNodes.OfType<YamlMappingNode>()).SelectMany(node => node.Children).ToArray();
            var asked = pairs.Where(pair => pair.Key.ToString() == "path").Select(pair => pair.Value.ToString()).ToArray();
            Assert.NotEmpty(asked);
            Assert.All(asked, path => Assert.Contains(path, (string[])["/healthz", "/readyz"]));
            Assert.Contains(pairs, pair => pair.Key.ToString() == "runAsUser" && pair.Value.ToString() == user);
            Assert.Contains(pairs, pair => pair.Key.ToString() == "readOnlyRootFilesystem" && pair.Value.ToString() == "true");
        }
    }

    [Fact]
    public void The_container_for_development_names_a_service_that_is_there()
    {
        using var container = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("deploy", "devcontainer", "devcontainer.json")));
        var compose = (YamlMappingNode)Documents("deploy/devcontainer/compose.yaml")[0].RootNode;

        Assert.Contains(container.RootElement.GetProperty("service").GetString()!, ((YamlMappingNode)compose["services"]).Children.Select(pair => pair.Key.ToString()));
    }

    private static IReadOnlyList<YamlDocument> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repository.PathTo(file.Split('/')));
        stream.Load(reader);
        return [.. stream.Documents];
    }

    private static string[] All() =>
        [.. new[] { "deploy", ".github" }.SelectMany(folder => Directory.EnumerateFiles(Repository.PathTo(folder), "*", SearchOption.AllDirectories)).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))];

    [GeneratedRegex("MOCKS_[A-Z_]+")]
    private static partial Regex Variable();
}
