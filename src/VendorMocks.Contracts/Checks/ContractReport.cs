using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>How strictly answers are read.</summary>
public enum ContractReading
{
    /// <summary>Everything that departs from a schema fails.</summary>
    Strict,

    /// <summary>Names that the schema does not know are reported and do not fail: for real traffic, where vendors add fields.</summary>
    Lenient,
}

/// <summary>One violation and the exchange that it was found in.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Violation">What is wrong with it.</param>
public sealed record ContractFinding(Exchange Exchange, Violation Violation);

/// <summary>What a look at the exchanges of a world found.</summary>
/// <param name="Checked">How many exchanges were held against their contract.</param>
/// <param name="Unchecked">How many calls were not: dropped by the journal before anybody looked, or of a vendor without schemas.</param>
/// <param name="Failures">What fails, oldest first.</param>
/// <param name="Notes">What the lenient reading reports without failing.</param>
public sealed record ContractReport(
    int Checked, long Unchecked, IReadOnlyList<ContractFinding> Failures, IReadOnlyList<ContractFinding> Notes)
{
    /// <summary>Fails when anything did.</summary>
    /// <exception cref="ContractViolationException">There are failures; the message lists them.</exception>
    public void ThrowIfViolated()
    {
        if (Failures.Count > 0)
            throw new ContractViolationException(this);
    }

    /// <summary>The report as lines for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"{Checked} exchanges checked, {Unchecked} unchecked, {Failures.Count} contract violations{(Notes.Count > 0 ? $", {Notes.Count} notes" : "")}"));
        foreach (var exchange in Failures.GroupBy(f => f.Exchange))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{exchange.Key}");
            foreach (var finding in exchange)
                text.Append(CultureInfo.InvariantCulture, $"\n  {(finding.Violation.InRequest ? "request" : "answer")} {finding.Violation}");
        }
        return text.ToString();
    }
}

/// <summary>Exchanges departed from their contract. The message lists each place.</summary>
/// <param name="report">What was found.</param>
public sealed class ContractViolationException(ContractReport report) : Exception(report.ToString())
{
    /// <summary>What was found.</summary>
    public ContractReport Report { get; } = report;
}
