using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace VendorMocks.Tests;

/// <summary>The image and the workflow that publishes it, as far as their text tells. What the build gives is tried by .ci/rehearse-image.</summary>
public sealed partial class ImageTests
{
    private const string Workflow = ".github/workflows/release.yaml";

    [Fact]
    public void The_image_says_what_it_is()
    {
        string[] labels = ["title", "description", "version", "revision", "licenses"];

        foreach (var label in labels)
            Assert.Matches($"org\\.opencontainers\\.image\\.{label}=\"[^\"]+\"", Dockerfile.Text);
        Assert.Contains("image.version=\"$VERSION\"", Dockerfile.Text, StringComparison.Ordinal);
        Assert.Contains("image.revision=\"$REVISION\"", Dockerfile.Text, StringComparison.Ordinal);
        var licence = XDocument.Load(Repository.PathTo("Directory.Build.props")).Descendants("PackageLicenseExpression").Single().Value;
        Assert.Contains($"image.licenses=\"{licence}\"", Dockerfile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_is_chiseled_and_checks_its_own_health_as_nobody()
    {
        Assert.EndsWith("-chiseled", Dockerfile.Text.Split('\n').Last(line => line.StartsWith("FROM ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.NotEqual("0", Dockerfile.User);
        // Without a shell: words, not a line.
        Assert.Contains("CMD [\"/app/mocks\", \"health\"]", Dockerfile.Text, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"/app/mocks\"]", Dockerfile.Text, StringComparison.Ordinal);
        Assert.Contains($"{Setting.PlatformUrlsVariable}=http://*:{Dockerfile.Port}", Dockerfile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_restored_ahead_is_all_that_the_server_is_made_of()
    {
        var copied = Project().Matches(Dockerfile.Text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(ClosureOf("VendorMocks.Server").Order(StringComparer.Ordinal), copied);

        static IEnumerable<string> ClosureOf(string project) =>
            XDocument.Load(Repository.PathTo("src", project, project + ".csproj")).Descendants("ProjectReference")
                .SelectMany(reference => ClosureOf(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))).Append(project).Distinct();
    }

    [Fact]
    public void A_release_is_checked_first_asks_for_little_and_runs_nothing_that_can_change_under_its_name()
    {
        var workflow = Yaml.Documents(Workflow)[0];
        var jobs = workflow.Names("jobs").ToDictionary(name => name, name => workflow.At($"jobs.{name}")!);

        Assert.Equal((1, "read"), (workflow.Names("permissions").Length, workflow.Text("permissions.contents")));
        Assert.Equal(["packages contents=write", "image contents=read", "image packages=write"],
            jobs.SelectMany(job => job.Value.Names("permissions").Select(name => $"{job.Key} {name}={job.Value.Text($"permissions.{name}")}")));
        Assert.All(jobs.Where(job => job.Key != "check"), job => Assert.Equal("check", job.Value.Text("needs")));
        Assert.Contains(jobs["check"].List("steps"), step => step.Text("run")?.Contains(".ci/run", StringComparison.Ordinal) == true);
        Assert.Contains(jobs["check"].List("steps"), step => step.Text("run")?.Contains("$GITHUB_REF_NAME", StringComparison.Ordinal) == true);
        var used = jobs.Values.SelectMany(job => job.List("steps")).Select(step => step.Text("uses")).OfType<string>().ToArray();
        Assert.NotEmpty(used);
        Assert.All(used, action => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", action));
        Assert.All(jobs.Values, job => Assert.Matches(@"^ubuntu-\d\d\.\d\d$", job.Text("runs-on")));
    }

    [Fact]
    public void The_published_image_is_for_both_platforms_with_its_parts_and_origin()
    {
        var build = Assert.Single(Yaml.Documents(Workflow)[0].List("jobs.image.steps"), step => step.Text("uses")?.StartsWith("docker/build-push-action", StringComparison.Ordinal) == true).At("with")!;

        Assert.Equal(("linux/amd64,linux/arm64", "true", "mode=max"), (build.Text("platforms"), build.Text("sbom"), build.Text("provenance")));
        // As the page for CI builds it by hand.
        var shown = ReadmeDocument.Blocks("sh", "docs/in-ci.md").Single(block => block.Contains("docker buildx build", StringComparison.Ordinal));
        foreach (var said in (string[])["--platform linux/amd64,linux/arm64", "--sbom=true", "--provenance=mode=max"])
            Assert.Contains(said, shown, StringComparison.Ordinal);
        var arguments = build.Text("build-args")!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).ToArray();
        Assert.All(arguments, argument => Assert.Contains($"--build-arg {argument}=", shown, StringComparison.Ordinal));
        Assert.Equal(Argument().Matches(Dockerfile.Text).Select(match => match.Groups[1].Value).Order(), arguments.Order());
        Assert.All(build.Text("labels")!.Split('\n', StringSplitOptions.RemoveEmptyEntries), label => Assert.Matches(@"^org\.opencontainers\.image\.(source|documentation|created)=\$\{\{", label));
    }

    [Fact]
    public void The_policy_on_security_says_how_to_report_what_is_supported_and_what_a_version_means()
    {
        var policy = File.ReadAllText(Repository.PathTo("SECURITY.md"));

        foreach (var said in (string[])["## Reporting", "## Versions", "private vulnerability reporting", "latest minor version", "Semantic Versioning"])
            Assert.Contains(said, policy, StringComparison.Ordinal);
        Assert.Contains("## [" + Product.Version.Split('+')[0] + "]", File.ReadAllText(Repository.PathTo("CHANGELOG.md")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^COPY src/(\S+)/\1\.csproj src/\1/$", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(@"^ARG (\w+)=", RegexOptions.Multiline)]
    private static partial Regex Argument();
}

/// <summary>What the Dockerfile says.</summary>
internal static class Dockerfile
{
    public static string Text { get; } = File.ReadAllText(Repository.PathTo("Dockerfile"));

    /// <summary>The number of the user that the image runs as.</summary>
    public static string User { get; } = Regex.Match(Text, @"^USER (\d+):", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>The port on which it listens.</summary>
    public static string Port { get; } = Regex.Match(Text, @"^EXPOSE (\d+)", RegexOptions.Multiline).Groups[1].Value;
}
