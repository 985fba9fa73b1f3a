namespace VendorMocks.Tests;

/// <summary>Settings from a file, and their order.</summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void A_flag_goes_before_a_variable_and_a_variable_before_the_file()
    {
        using var file = new Written("""{ "seed": 2, "limits": false, "map": ["crm.example=leaddyno", "shop.example=flexbe"], /* why */ "log": "error", }""");
        var environment = new Dictionary<string, string> { ["MOCKS_CONFIG"] = file.Path, ["MOCKS_LOG"] = "none" };

        var settings = Settings.Read(setting => setting.Name == "seed" ? "3" : null, environment);

        Assert.Empty(settings.Complaints);
        Assert.Empty(settings.Warnings);
        Assert.Equal((3ul, false, 2), (settings.Options.Default.Seed, settings.Options.Default.Limits, settings.Options.Maps.Count));
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.None, settings.Options.LogLevel);
        Assert.Equal(2ul, Settings.Read(_ => null, new Dictionary<string, string>(), file.Path).Options.Default.Seed);
    }

    [Theory]
    [InlineData("""{"sede":7}""", "there is no setting 'sede'. Did you mean 'seed'?")]
    [InlineData("""{"seed":"x"}""", "seed cannot be 'x'. It takes a whole number")]
    [InlineData("""{"limits":"of"}""", "Did you mean 'off'?")]
    [InlineData("""{"seed":{}}""", "seed cannot be {}")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{", "cannot be read")]
    public async Task What_a_file_gets_wrong_is_refused_at_the_start(string json, string said)
    {
        using var file = new Written(json);
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exitCode = await CommandLine.RunAsync(["--config", file.Path], new Dictionary<string, string>(), () => output, () => errors);

        Assert.Equal((CommandLine.Usage, ""), (exitCode, output.ToString()));
        Assert.Contains(file.Path, errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Contains("/nowhere/mocks.json", Assert.Single(Settings.Read(_ => null, new Dictionary<string, string>(), "/nowhere/mocks.json").Complaints), StringComparison.Ordinal);

    private sealed class Written : IDisposable
    {
        public Written(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
