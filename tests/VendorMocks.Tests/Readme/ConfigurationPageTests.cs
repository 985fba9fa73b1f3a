using System.Globalization;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>docs/configuration.md is what the settings' rows say. MOCKS_UPDATE=readme writes it anew.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string FilePath = Repository.PathTo("docs", "configuration.md");

    [Fact]
    public void The_page_has_every_setting()
    {
        var page = Page();
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "readme")
            File.WriteAllText(FilePath, page);
        Assert.Equal(page, File.ReadAllText(FilePath));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            $$"""
            # Configuration

            <!-- Made from the settings' rows: MOCKS_UPDATE=readme dotnet test --filter ConfigurationPage writes it. -->

            An option goes before its environment variable, a variable before the file, the file before the default. An empty variable
            counts as none. What cannot be used is refused at the start, with what would be right and the nearest name; variables that
            merely begin like ours are left alone, since orchestrators make such names, and those that are nearly ours are pointed out.

            The file is named by `{{Setting.ConfigFlag}}` or `{{Setting.ConfigVariable}}`; none is read by itself. It is a JSON object, comments allowed:

            ```json
            { "seed": 7, "clock": "frozen", "start": "2026-01-01T12:00:00Z", "map": ["crm.example.com=maxwork"], "limits": false }
            ```


            """);
        foreach (var setting in Setting.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {setting.Name}\n\n{setting.Summary}.\n\n");
            page.Append(CultureInfo.InvariantCulture, $"- option `{setting.Flag}`, variable `{setting.Variable}`, in the file `\"{setting.Name}\"`\n");
            page.Append(CultureInfo.InvariantCulture, $"- takes {setting.Accepted}\n- default: {setting.Default}\n\n");
        }

        return page.Append(
            $"""
            ## What has no option

            - `{Setting.TokenVariable}` is the token with which other machines use `/__mocks`. Options are seen in lists of processes, so it has none. Without it
              one is made at each start and printed.
            - `{Setting.PlatformUrlsVariable}` is read where no address is given otherwise.
            - {string.Join(", ", TelemetryExport.Variables.Select(name => $"`{name}`"))} start the export of
              metrics and traces; all variables of the OpenTelemetry standard count. See [observability](observability.md).

            """).ToString();
    }
}
