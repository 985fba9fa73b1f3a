using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>A verification as a table for people.</summary>
public static class VerifyTable
{
    /// <summary>Operations with their findings, refuted rules, what was not played, and the proposed changes of schemas.</summary>
    public static string Of(VerifyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Vendor} at {report.Target}\n\n");
        int width = report.Operations.Select(o => o.Operation.Length).DefaultIfEmpty().Max();
        foreach (var operation in report.Operations)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {operation.Operation.PadRight(width)}  {Word(operation.Outcome),-11}  {operation.Played,3} played\n");
            foreach (var drift in operation.Drifts)
                text.Append(CultureInfo.InvariantCulture, $"    {drift}\n");
        }
        foreach (var fixture in report.Fixtures.Where(f => f.Outcome == FixtureOutcome.Broken))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nbroken: {fixture.Fixture}\n");
            foreach (var detail in fixture.Details)
                text.Append(CultureInfo.InvariantCulture, $"    {detail}\n");
        }
        foreach (var note in report.Fixtures.SelectMany(f => f.Notes, (f, note) => $"note: {f.Operation}: {note}").Distinct())
            text.Append(CultureInfo.InvariantCulture, $"\n{note}\n");

        text.Append(CultureInfo.InvariantCulture, $"\nrules: {Count(report, RuleVerdict.Confirmed)} confirmed, {Count(report, RuleVerdict.Refuted)} refuted, {Count(report, RuleVerdict.Unreachable)} unreachable\n");
        foreach (var (rule, _) in report.Rules.Where(r => r.Value == RuleVerdict.Refuted))
            text.Append(CultureInfo.InvariantCulture, $"    {rule} refuted by {string.Join(", ", report.Refuting(rule).Select(f => f.Fixture))}\n");
        foreach (var reason in report.Fixtures.Where(f => f.Outcome == FixtureOutcome.Skipped).GroupBy(f => f.Details[0]))
            text.Append(CultureInfo.InvariantCulture, $"skipped: {reason.Count()} fixtures: {reason.Key}\n");
        if (report.ExitCode == 2)
            text.Append(CultureInfo.InvariantCulture, $"could not run: {report.Problem}\n");
        foreach (var (file, patch) in report.SchemaPatches)
            text.Append(CultureInfo.InvariantCulture, $"\nproposed JSON patch of {file}:\n{patch}\n");
        return text.ToString();
    }

    internal static string Word(FixtureOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static int Count(VerifyReport report, RuleVerdict verdict) => report.Rules.Values.Count(v => v == verdict);
}
