namespace VendorMocks;

public sealed partial class Journal
{
    /// <summary>Where the host keeps the calls that nobody claimed; none for that journal itself.</summary>
    internal Journal? Unclaimed { get; init; }

    /// <summary>
    /// Holds the calls against an expectation. Dropped ones count as far as counters know them; where they might decide, nothing is
    /// certified.
    /// </summary>
    /// <param name="filter">Which calls are counted; events on the vendor's side are none.</param>
    /// <param name="count">How many there have to be.</param>
    public Verification Verify(ExchangeFilter filter, CallCount count)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var seen = Look(filter);
        var matching = seen.Calls.Where(filter.Matches).ToList();
        // What no counter knows of the dropped calls lies between none and all that could have matched.
        var most = matching.Count + seen.Dropped;
        var least = filter.IsCountable ? most : matching.Count;
        var expected = $"Expected {count} {filter}.";
        var found = $"{expected} There {(least == 1 ? "was" : "were")} {least}.";
        if (count.Allows(least) && count.Allows(most))
            return Strictly(new Verification(true, expected, found));
        var report = new VerificationReport(found);
        if (least < count.Least)
            report.AddNearest(seen.Calls.Except(matching), filter);
        report.AddList("Matching calls", matching);
        report.AddUnclaimed(Unclaimed);
        var undecided = count.Allows(least) || (least < count.Least && most >= count.Least);
        report.AddDropped(seen.Evicted, undecided ? most - least : 0);
        return Strictly(new Verification(false, expected, report.ToString()));
    }

    /// <summary>Looks for calls that came one after the other, with any others between them.</summary>
    /// <param name="steps">The calls, in the order in which they have to have come.</param>
    public Verification VerifyInOrder(params IReadOnlyList<ExchangeFilter> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var seen = Look(null);
        var expected = "Expected in this order:" + string.Concat(steps.Select((step, at) => $"\n  {at + 1}. a call {step}"));
        var (met, next) = (new List<Exchange>(), 0);
        while (met.Count < steps.Count && seen.Calls.FindIndex(next, steps[met.Count].Matches) is >= 0 and var at)
        {
            met.Add(seen.Calls[at]);
            next = at + 1;
        }

        if (met.Count == steps.Count)
            return Strictly(new Verification(true, expected, $"{expected}\nThey came so: {string.Join(", ", met.Select(call => $"#{call.Id}"))}."));
        var missing = steps[met.Count];
        var report = new VerificationReport($"{expected}\nThere was none for step {met.Count + 1}{(met.Count == 0 ? "" : $" after #{met[^1].Id}")}.");
        report.AddNearest(seen.Calls.Skip(next), missing);
        report.AddList("Steps that were met", met);
        report.AddList("Calls for the missing step that came too early", [.. seen.Calls.Take(next).Where(missing.Matches)]);
        report.AddUnclaimed(Unclaimed);
        report.AddDropped(seen.Evicted, seen.Evicted);
        return Strictly(new Verification(false, expected, report.ToString()));
    }

    /// <summary>How many of the dropped calls may have been such, as far as vendor and operation tell; the operation is null where none answered.</summary>
    internal long Dropped(Func<string?, string?, bool> mayBe)
    {
        lock (_gate)
            return _dropped.Where(pair => mayBe(pair.Key.Vendor, pair.Key.Operation)).Sum(pair => pair.Value);
    }

    /// <summary>In a strict world no expectation is met while an exchange has departed from its contract.</summary>
    private Verification Strictly(Verification verification)
    {
        var violated = Violated;
        if (violated.Count == 0)
            return verification;
        var report = new VerificationReport(verification.Report);
        report.AddFindings("The world is strict, and departs from contracts", violated.SelectMany(
            exchange => exchange.Violations!, (exchange, violation) => $"#{exchange.Id} {(violation.InRequest ? "request" : "answer")} {violation}"));
        return verification with { Passed = false, Report = report.ToString() };
    }

    /// <summary>All calls that are kept, oldest first, and how many dropped ones a filter may mean.</summary>
    private (List<Exchange> Calls, long Dropped, long Evicted) Look(ExchangeFilter? filter)
    {
        lock (_gate)
        {
            var dropped = filter is null || filter.From > _droppedUntil
                ? 0
                : _dropped.Where(pair => filter.MatchesCounted(pair.Key.Vendor, pair.Key.Operation, pair.Key.Status)).Sum(pair => pair.Value);
            return ([.. _ring.Where(exchange => !exchange.VendorSide)], dropped, _evicted);
        }
    }
}
