using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace VendorMocks;

/// <summary>What a world saw, for the end of a CI job: its calls, how they stand to their contract, what nobody claimed, and what was expected.</summary>
internal sealed class WorldReport
{
    private const string Contracts = "contracts";

    private readonly World _world;
    private readonly IReadOnlyList<Exchange> _calls;
    private readonly ContractReport _contracts;
    private readonly IReadOnlyList<Exchange> _unclaimed;
    private readonly IReadOnlyList<Verification> _expectations;

    public WorldReport(World world)
    {
        _world = world;
        _calls = [.. world.Journal.Exchanges.Where(exchange => !exchange.VendorSide)];
        _contracts = world.CheckContracts();
        _unclaimed = [.. world.Host.Unclaimed.Exchanges.Where(MayBeMeant)];
        _expectations = world.Journal.Expectations;
    }

    public string ToHar() => HarExport.Of(_world.Journal.Exchanges, false);

    public string ToJson(JsonSerializerOptions json)
    {
        var view = (JsonTypeInfo<ExchangeView>)json.GetTypeInfo(typeof(ExchangeView));
        return new JsonObject
        {
            ["world"] = _world.Name,
            ["total"] = _world.Journal.Total,
            ["evicted"] = _world.Journal.Evicted,
            ["passed"] = Failed == 0,
            ["counts"] = new JsonArray([.. Counts().Select(count => (JsonNode)new JsonObject { ["vendor"] = count.Vendor, ["operation"] = count.Operation, ["status"] = count.Status, ["calls"] = count.Calls })]),
            ["calls"] = Views(_calls, view),
            ["violations"] = new JsonArray([.. _contracts.Failures.Select(finding => (JsonNode)new JsonObject { ["exchange"] = finding.Exchange.Id, ["violation"] = finding.Violation.ToString() })]),
            ["unclaimed"] = Views(_unclaimed, view),
            ["expectations"] = new JsonArray([.. _expectations.Select(expectation => (JsonNode)new JsonObject { ["name"] = expectation.Name, ["passed"] = expectation.Passed, ["expected"] = expectation.Expected, ["report"] = expectation.Report })]),
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = json.Encoder });
    }

    /// <summary>One suite each for expectations, contracts and unclaimed calls; all calls are what the contracts' one printed.</summary>
    public string ToJUnit()
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"mocks: world {_world.Name}");
            WriteSuite(xml, "expectations", [.. _expectations.Select((expectation, at) =>
                (expectation.Name ?? $"{at + 1}. {expectation.Expected}", expectation.Passed ? null : expectation.Report))]);
            var violated = _contracts.Failures.ToLookup(finding => finding.Exchange);
            WriteSuite(xml, Contracts, [.. _calls.Where(call => call.Violations is not null).Concat(violated.Select(group => group.Key)).Distinct().Select(call =>
                (call.ToLine(), violated.Contains(call) ? string.Join('\n', violated[call].Select(finding => finding.Violation.ToString())) : null))]);
            WriteSuite(xml, "unclaimed", [("no call was left unclaimed", _unclaimed.Count == 0 ? null : Unclaimed())]);
            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text;
    }

    public string ToHtml()
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>mocks: world ").Append(Html(_world.Name))
            .Append("</title><style>body{font:1rem/1.5 system-ui;margin:2rem;max-width:70rem}table{border-collapse:collapse}td,th{padding:.2rem .6rem;text-align:left;border-bottom:1px solid #bbb}pre{white-space:pre-wrap}.no{color:#a40000}</style><body><h1>World ")
            .Append(Html(_world.Name)).Append("</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{_world.Journal.Total} exchanges, {_world.Journal.Evicted} of them dropped; {Failed} failures.</p><h2>Calls</h2><table><tr><th>vendor<th>operation<th>status<th>calls");
        foreach (var (vendor, operation, status, calls) in Counts())
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(vendor)}<td>{Html(operation)}<td>{status}<td>{calls}");
        page.Append("</table><h2>Expectations</h2>");
        foreach (var expectation in _expectations)
            page.Append(expectation.Passed ? "<h3>met: " : "<h3 class=\"no\">not met: ").Append(Html(expectation.Name ?? expectation.Expected)).Append("</h3><pre>").Append(Html(expectation.Report)).Append("</pre>");
        page.Append("<h2>Contract violations</h2><ul>");
        foreach (var finding in _contracts.Failures)
            page.Append("<li class=\"no\">").Append(Html(finding.Exchange.ToLine())).Append(": ").Append(Html(finding.Violation.ToString()));
        page.Append("</ul><h2>Unclaimed calls</h2><ul>");
        foreach (var call in _unclaimed)
            page.Append("<li>").Append(Html(call.ToLine()));
        page.Append("</ul><h2>All calls</h2><ol>");
        foreach (var call in _calls)
            page.Append("<li>").Append(Html(call.ToLine()));
        return page.Append("</ol></body></html>\n").ToString();
    }

    private int Failed => _contracts.Failures.Count + _expectations.Count(expectation => !expectation.Passed) + _unclaimed.Count;

    private string Unclaimed() => $"Unclaimed calls: {_unclaimed.Count}" + string.Concat(_unclaimed.Select(call => "\n" + call.ToLine()));

    // They are the whole host's. Those that name another open world are no matter of this one; the rest may be.
    private bool MayBeMeant(Exchange call)
    {
        var named = Address.Of(call.Request, static _ => null, pathsAnywhere: true).World ?? (call.Vendor is null && call.World.Length > 0 ? call.World : null);
        return named is null || named == _world.Name || _world.Host.Find(named) is null;
    }

    private void WriteSuite(XmlWriter xml, string name, IReadOnlyList<(string Name, string? Failure)> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", cases.Count(one => one.Failure is not null).ToString(CultureInfo.InvariantCulture));
        foreach (var (title, failure) in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", $"mocks.{_world.Name}.{name}");
            xml.WriteAttributeString("name", Clean(title));
            if (failure is not null)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Clean(failure.Split('\n')[0]));
                xml.WriteString(Clean(failure));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        if (name == Contracts)
            xml.WriteElementString("system-out", Clean($"Calls: {_world.Journal.Total}, dropped: {_world.Journal.Evicted}" + string.Concat(_calls.Select(call => "\n" + call.ToLine()))));
        xml.WriteEndElement();
    }

    private IEnumerable<(string? Vendor, string? Operation, int Status, int Calls)> Counts() => _calls
        .GroupBy(call => (call.Vendor, call.Operation, call.Response.Status))
        .OrderBy(group => group.Key.Vendor, StringComparer.Ordinal).ThenBy(group => group.Key.Operation, StringComparer.Ordinal).ThenBy(group => group.Key.Status)
        .Select(group => (group.Key.Vendor, group.Key.Operation, group.Key.Status, group.Count()));

    private static JsonArray Views(IEnumerable<Exchange> exchanges, JsonTypeInfo<ExchangeView> view) =>
        new([.. exchanges.Select(exchange => JsonSerializer.SerializeToNode(ExchangeView.Of(exchange, 16 * 1024), view))]);

    private static string Html(string? text) => WebUtility.HtmlEncode(text ?? "");

    // XML has no way to write most control characters.
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
