namespace VendorMocks.Tests;

/// <summary>The commands about HTTPS.</summary>
public sealed class AuthorityCommandTests
{
    [Fact]
    public async Task An_authority_is_made_ahead_and_used_by_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("mocks-ca-").FullName;
        try
        {
            var (exitCode, output, errors) = await Run("ca", "create", "--out", folder, "--host", "mocks", "--host", "shop.test");

            Assert.Equal((CommandLine.Success, ""), (exitCode, errors));
            Assert.Contains("leaddyno.com, ", output, StringComparison.Ordinal);
            Assert.Contains("mocks, shop.test", output, StringComparison.Ordinal);
            var file = Path.Combine(folder, CertificateAuthority.KeyFile);
            await using var server = await MocksServer.StartAsync(new MocksServerOptions { HttpsPort = 0, AuthorityFile = file });
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, CertificateAuthority.TrustFile)), server.Authority!.Pem);
            using var client = new HttpClient(server.CreateHandler());
            Assert.Equal(200, (await client.Get("https://mocks/healthz")).Status);

            // What is there stays.
            Assert.Equal(CommandLine.Failure, (await Run("ca", "create", "--out", folder)).ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_cannot_be_used_is_said_at_the_start()
    {
        var (exitCode, _, errors) = await Run("--https", "8443", "--ca", "/nowhere/ca.pem");
        Assert.Equal(CommandLine.Failure, exitCode);
        Assert.Contains("/nowhere/ca.pem", errors, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Usage, (await Run("ca", "create", "--host", "a b")).ExitCode);
        Assert.Equal(CommandLine.Usage, (await Run("trust", "amiga")).ExitCode);
        Assert.Contains("--https cannot be '0'", (await Run("--https", "0")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_platform_is_told_how_to_trust_it()
    {
        var (exitCode, output, _) = await Run("trust");

        Assert.Equal(CommandLine.Success, exitCode);
        Assert.All(Trust.Ways, way => Assert.Contains($"{way.Key}\n  {way.Value}\n", output, StringComparison.Ordinal));
        Assert.DoesNotContain("keytool", (await Run("trust", "node")).Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, new Dictionary<string, string>(), () => output, () => errors);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
