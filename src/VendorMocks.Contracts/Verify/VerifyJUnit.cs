using System.Globalization;
using System.Xml.Linq;

namespace VendorMocks;

/// <summary>Verifications as JUnit XML, for CI systems that show test results.</summary>
public static class VerifyJUnit
{
    /// <summary>A test suite per vendor, a test case per fixture.</summary>
    public static string Of(IEnumerable<VerifyReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return new XDocument(new XElement("testsuites", reports.Select(Suite))).ToString() + "\n";
    }

    private static XElement Suite(VerifyReport report) => new(
        "testsuite",
        new XAttribute("name", $"{report.Vendor} at {report.Target}"),
        new XAttribute("tests", report.Fixtures.Count),
        new XAttribute("failures", Count(report, FixtureOutcome.Broken) + Count(report, FixtureOutcome.Drifted)),
        new XAttribute("errors", Count(report, FixtureOutcome.Unreachable)),
        new XAttribute("skipped", Count(report, FixtureOutcome.Skipped)),
        report.Fixtures.Select(fixture => new XElement(
            "testcase",
            new XAttribute("classname", $"{report.Vendor}.{fixture.Operation}"),
            new XAttribute("name", fixture.Fixture),
            fixture.Rules.Count > 0
                ? new XElement("properties", fixture.Rules.Select(rule => new XElement("property", new XAttribute("name", "rule"), new XAttribute("value", rule))))
                : null,
            Verdict(fixture))));

    private static XElement? Verdict(FixtureResult fixture)
    {
        var lines = fixture.Drifts.Select(d => d.ToString()).Concat(fixture.Details).Select(Printable).ToList();
        var name = fixture.Outcome switch
        {
            FixtureOutcome.Passed => null,
            FixtureOutcome.Skipped => "skipped",
            FixtureOutcome.Unreachable => "error",
            _ => "failure",
        };
        return name is null ? null : new(name, new XAttribute("message", lines.FirstOrDefault() ?? ""), name == "skipped" ? null : string.Join('\n', lines));
    }

    private static int Count(VerifyReport report, FixtureOutcome outcome) => report.Fixtures.Count(f => f.Outcome == outcome);

    // XML has no way to write most control characters, and answers may hold any.
    private static string Printable(string text) => string.Concat(text.Select(c =>
        c is '\t' or '\n' or '\r' or >= ' ' and not ('\ufffe' or '\uffff') && !char.IsSurrogate(c)
            ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
}
