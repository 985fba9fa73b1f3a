namespace VendorMocks;

/// <summary>
/// Plays a vendor's fixtures against a target, the real vendor being just another door, and reports what of contract and rules
/// holds there. The fake in this process gets a fresh world for each fixture; anywhere else only fixtures are played that are
/// marked as safe, under invented e-mail addresses.
/// </summary>
public sealed class Verifier
{
    private readonly Vendor vendor;
    private readonly VerifyOptions options;
    private readonly SchemaSet schemas;
    private readonly IReadOnlyList<Fixture> fixtures;

    /// <summary>Prepares a verification.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="options">What to verify, against what.</param>
    /// <exception cref="ArgumentException">The vendor has no schemas.</exception>
    /// <exception cref="ContractFileException">A schema or fixture is missing or malformed.</exception>
    public Verifier(Vendor vendor, VerifyOptions options)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(options);
        this.vendor = vendor;
        this.options = options;
        schemas = SchemaSet.For(vendor.Name);
        fixtures = [.. (options.RecordedOnly ? [] : FixtureSet.For(vendor.Name).Fixtures).Concat(options.Recorded)];
    }

    /// <summary>Plays all fixtures, one after the other.</summary>
    /// <param name="progress">Hears of each fixture.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<VerifyReport> RunAsync(IProgress<VerifyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var results = new List<(FixtureResult Result, PlayedFixture? Played)>();
        using var client = new HttpClient(options.Handler ?? new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: options.Handler is null);
        var play = options.Target is { } target ? Remote(client, target) : FakeAsync;
        foreach (var fixture in fixtures)
        {
            // What cannot be reached once will not be reached a hundred times.
            var dead = results.Find(r => r.Result.Outcome == FixtureOutcome.Unreachable).Result;
            results.Add(dead is null
                ? await JudgeAsync(fixture, play, cancellationToken).ConfigureAwait(false)
                : (Result(fixture, FixtureOutcome.Skipped, dead.Details[0]), null));
            progress?.Report(new(results.Count, fixtures.Count, fixture.Name));
        }
        return Report(results);
    }

    private async Task<(FixtureResult, PlayedFixture?)> JudgeAsync(
        Fixture fixture, Func<Fixture, CancellationToken, Task<PlayedFixture>> play, CancellationToken cancellationToken)
    {
        if (options.Target is not null && WhyNot(fixture) is { } reason)
            return (Result(fixture, FixtureOutcome.Skipped, reason), null);
        PlayedFixture played;
        try
        {
            played = await play(fixture, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            return (Result(fixture, FixtureOutcome.Unreachable, $"{options.Target} cannot be reached: {error.Message}"), null);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Result(fixture, FixtureOutcome.Unreachable, $"{options.Target} does not answer in time."), null);
        }
        catch (Exception error) when (error is InvalidOperationException or NotSupportedException)
        {
            return (Result(fixture, FixtureOutcome.Broken, error.Message), null);
        }

        var findings = new DriftFinder(schemas, complete: options.Target is null).Judge(played);
        var split = findings.Drifts.ToLookup(d => options.Reading == ContractReading.Lenient && d.Kind == DriftKind.AddedField);
        bool broken = !findings.Explained || (findings.Drifts.Count == 0 && findings.Violations.Count > 0);
        return (new FixtureResult(
            fixture.Name,
            fixture.Operation,
            fixture.Rules,
            broken ? FixtureOutcome.Broken : split[false].Any() ? FixtureOutcome.Drifted : FixtureOutcome.Passed,
            [.. split[false]],
            [.. split[true]],
            broken ? [.. findings.Differences.Select(d => d.ToString()).Concat(findings.Violations.Select(v => v.ToString()))] : [])
        {
            Holds = findings.Differences.Count == 0 && !broken,
        }, played);
    }

    private string? WhyNot(Fixture fixture)
    {
        if (!fixture.Safe || fixture.NeedsFake)
            return "suits the fake only";
        if (fixture.Needs.FirstOrDefault(name => !options.Credentials.ContainsKey(name)) is { } missing)
            return $"needs the credential {{{missing}}}";
        var writing = OperationEvidence.Of(vendor).Writing;
        var writes = fixture.Arrange.Select(step => step.Call!).Append(fixture.Request)
            .Select(call => OperationFinder.Find(vendor, call.ToApiRequest())).OfType<Operation>().FirstOrDefault(row => writing.Contains(row.Id));
        return writes is not null && !options.AllowWrites ? $"writes ({writes.Id}), which was not allowed" : null;
    }

    private async Task<PlayedFixture> FakeAsync(Fixture fixture, CancellationToken cancellationToken)
    {
        using var target = new FakeTarget(vendor);
        return await target.Player.PlayAsync(fixture, cancellationToken).ConfigureAwait(false);
    }

    private Func<Fixture, CancellationToken, Task<PlayedFixture>> Remote(HttpClient client, Uri target)
    {
        var pace = RequestPace.Of(vendor, options);
        var player = new FixturePlayer(client, target, options.Credentials) { Pace = pace is null ? null : pace.NextAsync };
        var run = FixtureInvention.RunAt(options.TimeProvider.GetUtcNow());
        return (fixture, cancellationToken) => player.PlayAsync(FixtureInvention.Of(fixture, run), cancellationToken);
    }

    private static FixtureResult Result(Fixture fixture, FixtureOutcome outcome, string detail) =>
        new(fixture.Name, fixture.Operation, fixture.Rules, outcome, [], [], [detail]);

    private VerifyReport Report(List<(FixtureResult Result, PlayedFixture? Played)> played)
    {
        var results = played.ConvertAll(p => p.Result);
        var patches = new SchemaPatch(schemas);
        foreach (var (result, fixture) in played)
            if (fixture is not null)
                patches.Propose(fixture, result.Drifts.Concat(result.Notes));
        return new(
            vendor.Name,
            options.Target?.ToString() ?? "fake",
            results,
            [.. vendor.Operations.Select(row => Operation(row.Id, results.FindAll(r => r.Operation == row.Id)))],
            vendor.Rules.Rules.ToDictionary(rule => rule.Id, rule => Rule(results.FindAll(r => r.Rules.Contains(rule.Id)))),
            patches.ToTexts());
    }

    private static OperationResult Operation(string id, List<FixtureResult> results)
    {
        var ran = results.FindAll(r => r.Outcome is FixtureOutcome.Passed or FixtureOutcome.Drifted or FixtureOutcome.Broken);
        return new(
            id,
            ran.Count == 0 ? results.Select(r => r.Outcome).DefaultIfEmpty(FixtureOutcome.Skipped).Max() : ran.Max(r => r.Outcome),
            ran.Count,
            [.. ran.SelectMany(r => r.Drifts).DistinctBy(d => (d.Kind, d.Pointer))]);
    }

    private static RuleVerdict Rule(List<FixtureResult> results)
    {
        var ran = results.FindAll(r => r.Outcome is not (FixtureOutcome.Skipped or FixtureOutcome.Unreachable));
        return ran.Count == 0 ? RuleVerdict.Unreachable : ran.TrueForAll(r => r.Holds) ? RuleVerdict.Confirmed : RuleVerdict.Refuted;
    }
}
