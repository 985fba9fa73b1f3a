using System.Text.Json;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>The examples for containers beside an application: what they say of the server is so.</summary>
public sealed class DeployTests
{
    public static TheoryData<string> YamlFiles() => [.. DocsNamesTests.Examples.Where(file => Path.GetExtension(file) is ".yaml" or ".yml")];

    public static TheoryData<string> ComposeFiles() => ["deploy/compose.yaml", "deploy/compose.vendor-hosts.yaml", "deploy/devcontainer/compose.yaml"];

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void A_file_is_yaml_without_doubled_keys(string file) => Assert.NotEmpty(Yaml.Documents(file));

    [Theory]
    [MemberData(nameof(ComposeFiles))]
    public void A_server_of_compose_may_do_little_and_its_application_waits_for_it(string file)
    {
        var compose = Assert.Single(Yaml.Documents(file));
        var mocks = compose.At("services.mocks")!;

        Assert.Equal("true", mocks.Text("read_only"));
        Assert.Equal(["ALL"], mocks.Names("cap_drop"));
        Assert.Equal(["no-new-privileges:true"], mocks.Names("security_opt"));
        Assert.Equal("256m", mocks.Text("mem_limit"));
        // Seen by this machine alone, and steered by nobody without the token.
        Assert.Equal(["127.0.0.1:8080:8080"], mocks.Names("ports"));
        Assert.StartsWith("${MOCKS_TOKEN:", mocks.Text("environment.MOCKS_TOKEN"), StringComparison.Ordinal);
        var others = compose.Names("services").Where(name => name != "mocks").ToArray();
        Assert.NotEmpty(others);
        // The image's own health check is what they wait for: no user, check or command of the image is overridden.
        Assert.All(others, name => Assert.Equal("service_healthy", compose.Text($"services.{name}.depends_on.mocks.condition")));
        Assert.DoesNotContain(mocks.Keys(), key => key is "user" or "healthcheck" or "entrypoint" or "command" or "privileged");
        AssertSettingsAreTaken(mocks.Names("environment").ToDictionary(name => name, name => mocks.Text($"environment.{name}")!));
    }

    [Fact]
    public void Webhooks_reach_a_receiver_on_the_host() =>
        Assert.Equal(["host.docker.internal:host-gateway"], Yaml.Documents("deploy/compose.yaml")[0].Names("services.mocks.extra_hosts"));

    [Fact]
    public void An_application_with_hard_coded_urls_meets_an_alias_a_port_and_an_authority_that_it_trusts()
    {
        var compose = Yaml.Documents("deploy/compose.vendor-hosts.yaml")[0];
        var (mocks, application) = (compose.At("services.mocks")!, compose.At("services.application")!);
        var aliases = mocks.Names("networks.default.aliases");
        var called = new Uri(application.Names("command").Single(word => word.Contains("://", StringComparison.Ordinal)));

        Assert.All(aliases, alias => Assert.NotNull(Address.OwnerOf(alias)));
        Assert.Contains(called.Host, aliases);
        Assert.Equal(("https", 443), (called.Scheme, called.Port));
        Assert.Equal("on", mocks.Text("environment.MOCKS_VENDOR_HOSTS"));
        // Each gets its own file and no other: the key stays with the server.
        AssertMounted(mocks, CertificateAuthority.KeyFile, mocks.Text("environment.MOCKS_CA"));
        AssertMounted(application, CertificateAuthority.TrustFile, application.Text("environment.CURL_CA_BUNDLE"));
        // It knows nothing of mocks besides.
        Assert.Equal(["CURL_CA_BUNDLE"], application.Names("environment"));
    }

    [Fact]
    public void A_job_of_github_or_gitlab_has_the_servers_token_and_address()
    {
        var job = Yaml.Documents("deploy/github-actions.yaml")[0].At("jobs.tests")!;
        Assert.Equal(job.Text("env.MOCKS_TOKEN"), job.Text("services.mocks.env.MOCKS_TOKEN"));
        Assert.Contains("github.run_id", job.Text("env.MOCKS_TOKEN"), StringComparison.Ordinal);
        Assert.Equal(["8080:8080"], job.Names("services.mocks.ports"));
        Assert.StartsWith("http://localhost:8080/leaddyno/v1/", job.Text("env.LEADDYNO_URL"), StringComparison.Ordinal);
        Assert.Contains("Bearer $MOCKS_TOKEN", job.List("steps").Select(step => step.Text("run")).First(run => run?.Contains("/__mocks/", StringComparison.Ordinal) == true), StringComparison.Ordinal);

        var tests = Yaml.Documents("deploy/gitlab-ci.yml")[0].At("tests")!;
        Assert.Equal("mocks", tests.Text("services.0.alias"));
        Assert.Equal("$MOCKS_CONTROL_TOKEN", tests.Text("variables.MOCKS_TOKEN"));
        Assert.Equal("8080", tests.Text("variables.HEALTHCHECK_TCP_PORT"));
        Assert.Equal("http://mocks:8080/leaddyno/v1/", tests.Text("variables.LEADDYNO_URL"));
        Assert.Contains(tests.Names("script"), line => line.Contains("Bearer $MOCKS_TOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_that_name_a_version_name_this_one()
    {
        var named = DocsNamesTests.Examples.Concat(DocsNamesTests.Documents)
            .SelectMany(file => Regex.Matches(File.ReadAllText(Repository.PathTo(file.Split('/'))), @"\bmocks:(\d+\.\d+\.\d+)"), (file, match) => (file, Version: match.Groups[1].Value)).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, one => Assert.Equal((one.file, Product.Version.Split('+', '-')[0]), one));
    }

    [Fact]
    public void The_container_for_development_names_a_service_that_is_there_and_a_port_that_it_has()
    {
        using var container = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("deploy", "devcontainer", "devcontainer.json")));
        var compose = Yaml.Documents($"deploy/devcontainer/{container.RootElement.GetProperty("dockerComposeFile").GetString()}")[0];

        var workspace = container.RootElement.GetProperty("service").GetString()!;
        Assert.Contains(workspace, compose.Names("services"));
        Assert.Equal(["mocks:8080"], container.RootElement.GetProperty("forwardPorts").EnumerateArray().Select(port => port.GetString()));
        Assert.Contains(compose.Names($"services.{workspace}.volumes"), volume => volume.Contains($":{container.RootElement.GetProperty("workspaceFolder").GetString()}:", StringComparison.Ordinal));
        Assert.Equal(compose.Text($"services.{workspace}.environment.MOCKS_TOKEN"), compose.Text("services.mocks.environment.MOCKS_TOKEN"));
    }

    private static void AssertMounted(YamlDotNet.RepresentationModel.YamlNode service, string file, string? path)
    {
        var parts = Assert.Single(service.Names("volumes")).Split(':');
        Assert.Equal((file, path, "ro"), (Path.GetFileName(parts[0]), parts[1], parts[2]));
    }

    private static void AssertSettingsAreTaken(IReadOnlyDictionary<string, string> environment)
    {
        var settings = Settings.Read(_ => null, environment);
        Assert.Empty(settings.Complaints.Concat(settings.Warnings));
        Assert.True(settings.TokenGiven);
    }
}
