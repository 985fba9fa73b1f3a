using System.Globalization;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>docs/vendors/*.md are what operations and rule tables say. MOCKS_UPDATE=readme writes them anew.</summary>
public sealed class VendorPageTests
{
    public static TheoryData<string> Names() => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vendors_page_says_what_is_answered_and_how_that_is_known(string name)
    {
        var page = Page(Vendors.Find(name)!);
        var file = Repository.PathTo("docs", "vendors", name + ".md");
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "readme")
            File.WriteAllText(file, page);
        Assert.Equal(page, File.ReadAllText(file));
    }

    private static string Page(Vendor vendor)
    {
        var count = RuleCount.Of(vendor.Rules);
        var page = new StringBuilder($"# {vendor.Title}\n\n<!-- Made from code and rule table: MOCKS_UPDATE=readme dotnet test --filter VendorPage writes it. -->\n\n");
        page.Append(CultureInfo.InvariantCulture, $"`http://localhost:8080/{vendor.Name}{vendor.Root}`, in process `{vendor.BaseAddress}`.\n\n## Credentials of the world default\n\n");
        foreach (var credential in vendor.CredentialsOf(MocksHost.DefaultWorld))
            page.Append(CultureInfo.InvariantCulture, $"- {credential.Role}: {string.Join(", ", credential.Values.Select(pair => $"`{pair.Key}` = `{pair.Value}`"))}\n");
        page.Append("\n## Operations\n\n| operation | call | known from | what it does |\n|---|---|---|---|\n");
        foreach (var operation in vendor.Operations)
            page.Append(CultureInfo.InvariantCulture, $"| `{operation.Id}` | `{operation.Method} {operation.Path}` | {Word(operation.Source)} | {Cell(operation.Summary)} |\n");
        if (vendor.Hooks.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## The vendor's part\n\nA test plays it under `/__mocks/worlds/<name>/{vendor.Name}/…`, or with `mocks hook <id>`.\n\n| hook | what happens |\n|---|---|\n");
            foreach (var hook in vendor.Hooks)
                page.Append(CultureInfo.InvariantCulture, $"| `{hook.Id}` | {Cell(hook.Summary)} |\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n## Fidelity\n\n{vendor.Rules.Rules.Count} rules: {count.Documented} documented, {count.Observed} observed, {count.Assumed} assumed.\n");
        foreach (var kind in (Provenance[])[Provenance.Documented, Provenance.Observed])
            Append(page, vendor, kind, $"\n### {char.ToUpperInvariant(Word(kind)[0])}{Word(kind)[1..]}\n");
        Append(page, vendor, Provenance.Assumed, "\n## Known limits\n\nNobody outside the vendor knows these; each has its reason. A switch changes it for one world.\n");
        return page.ToString();
    }

    private static void Append(StringBuilder page, Vendor vendor, Provenance kind, string title)
    {
        var rules = vendor.Rules.Rules.Where(rule => rule.Provenance == kind).ToArray();
        if (rules.Length == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"{title}\n| rule | what the fake does | why | switches |\n|---|---|---|---|\n");
        foreach (var rule in rules)
        {
            var switches = rule.Switches is { } all ? string.Join("<br>", all.Select(one => $"`{one.Name}`: {Cell(one.Default)}")) : "";
            page.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {Cell(rule.Text)} | {Cell(rule.Why)} | {switches} |\n");
        }
    }

    private static string Word(Provenance provenance) => provenance.ToString().ToLowerInvariant();

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
