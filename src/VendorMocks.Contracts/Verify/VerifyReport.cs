namespace VendorMocks;

/// <summary>What playing a fixture showed.</summary>
public enum FixtureOutcome
{
    /// <summary>The answer is as the fixture states and keeps its contract.</summary>
    Passed,

    /// <summary>The answer's structure has changed.</summary>
    Drifted,

    /// <summary>The answer is another one: other values, a refusal instead of a success or the other way round, no readable body.</summary>
    Broken,

    /// <summary>The fixture was not played.</summary>
    Skipped,

    /// <summary>The target did not answer.</summary>
    Unreachable,
}

/// <summary>What is known of a rule after a verification.</summary>
public enum RuleVerdict
{
    /// <summary>Every fixture that shows it was answered as it states.</summary>
    Confirmed,

    /// <summary>A fixture that shows it was answered otherwise.</summary>
    Refuted,

    /// <summary>No fixture that shows it could be played.</summary>
    Unreachable,
}

/// <summary>One fixture's result.</summary>
/// <param name="Fixture">The fixture's name.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Rules">The rules that it shows.</param>
/// <param name="Outcome">What playing it showed.</param>
/// <param name="Drifts">How the answer's structure has changed.</param>
/// <param name="Notes">Fields that the contract does not know, where the reading is lenient.</param>
/// <param name="Details">What else was found, or why it was not played; lines.</param>
public sealed record FixtureResult(
    string Fixture,
    string Operation,
    IReadOnlyList<string> Rules,
    FixtureOutcome Outcome,
    IReadOnlyList<Drift> Drifts,
    IReadOnlyList<Drift> Notes,
    IReadOnlyList<string> Details)
{
    /// <summary>Whether the answer was the one that the fixture states, so that its rules hold. An added field does not touch them.</summary>
    public bool Holds { get; init; }
}

/// <summary>One operation's result.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Outcome">The worst outcome of its fixtures that were played; skipped where none was.</param>
/// <param name="Played">How many were played.</param>
/// <param name="Drifts">All changes, each once.</param>
public sealed record OperationResult(string Operation, FixtureOutcome Outcome, int Played, IReadOnlyList<Drift> Drifts);

/// <summary>The result of verifying one vendor.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Target">The base URL, or <c>fake</c>.</param>
/// <param name="Fixtures">Every fixture, in order of name.</param>
/// <param name="Operations">Every operation, in the vendor's order.</param>
/// <param name="Rules">Every rule of the vendor's table.</param>
/// <param name="SchemaPatches">Proposed changes of schema files: a JSON Patch (RFC 6902) for each file, as JSON text.</param>
public sealed record VerifyReport(
    string Vendor,
    string Target,
    IReadOnlyList<FixtureResult> Fixtures,
    IReadOnlyList<OperationResult> Operations,
    IReadOnlyDictionary<string, RuleVerdict> Rules,
    IReadOnlyDictionary<string, string> SchemaPatches)
{
    /// <summary>Why nothing could be verified; null when something was.</summary>
    public string? Problem => Fixtures.FirstOrDefault(f => f.Outcome == FixtureOutcome.Unreachable) is { } dead ? dead.Details[0]
        : Fixtures.All(f => f.Outcome == FixtureOutcome.Skipped) ? Fixtures.SelectMany(f => f.Details).FirstOrDefault() ?? "there are no fixtures"
        : null;

    /// <summary>0 when all is as the contract says, 1 when there are findings, 2 when it could not run.</summary>
    public int ExitCode => Fixtures.Any(f => f.Outcome is FixtureOutcome.Broken or FixtureOutcome.Drifted) ? 1 : Problem is null ? 0 : 2;

    /// <summary>The fixtures that refute a rule.</summary>
    /// <param name="rule">The rule's id.</param>
    public IEnumerable<FixtureResult> Refuting(string rule) =>
        Fixtures.Where(f => f is { Holds: false, Outcome: FixtureOutcome.Broken or FixtureOutcome.Drifted } && f.Rules.Contains(rule));
}
