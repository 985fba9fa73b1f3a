namespace VendorMocks;

public sealed partial class Journal
{
    private const int MostShown = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // Completed and forgotten when an exchange is added; its continuations run elsewhere.
    private TaskCompletionSource? _arrival;

    /// <summary>Waits for a call that work in the background makes, at most ten real seconds.</summary>
    /// <param name="filter">Which call; one that came already will do.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="VerificationException">It did not come; the message says what came instead.</exception>
    /// <exception cref="ArgumentException">No vendor has the operation.</exception>
    public async Task ReceivedAsync(ExchangeFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        RefuseMisuse(filter);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var arrival = Volatile.Read(ref _arrival) ?? NextArrival();
            if (Verify(filter, CallCount.AtLeast(1)).Passed)
                return;
            var left = LongestWait - TimeProvider.System.GetElapsedTime(began);
            if (left > TimeSpan.Zero && await Task.WhenAny(arrival.Task, Task.Delay(left, TimeProvider.System, cancellationToken)).ConfigureAwait(false) == arrival.Task)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            ShouldHaveReceived(filter);
        }
    }

    private TaskCompletionSource NextArrival()
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _arrival, made, null) ?? made;
    }

    /// <summary>Fails unless there were so many calls.</summary>
    /// <param name="filter">Which calls are counted, for example <c>world.LeadDyno.Calls("leads.create").With("email", "ada@example.com")</c>.</param>
    /// <param name="times">How many there have to be; at least one when left out.</param>
    /// <exception cref="VerificationException">There were not, or it cannot be known; the message says what there was instead.</exception>
    /// <exception cref="ArgumentException">No vendor has the operation.</exception>
    public void ShouldHaveReceived(ExchangeFilter filter, CallCount? times = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        RefuseMisuse(filter);
        FailUnlessPassed(Verify(filter, times ?? CallCount.AtLeast(1)));
    }

    /// <summary>Fails if there was such a call, or if dropped exchanges might hold one.</summary>
    /// <param name="filter">Which calls are meant.</param>
    /// <exception cref="VerificationException">There was, or it cannot be known.</exception>
    /// <exception cref="ArgumentException">No vendor has the operation.</exception>
    public void ShouldNotHaveReceived(ExchangeFilter filter) => ShouldHaveReceived(filter, CallCount.Never);

    /// <summary>Fails unless these calls came one after the other; others may lie between them.</summary>
    /// <param name="steps">The calls in their order, for example <c>world.LeadDyno.Calls("leads.create"), world.Maxwork.Calls("leads.upsert")</c>.</param>
    /// <exception cref="VerificationException">They did not, or it cannot be known.</exception>
    /// <exception cref="ArgumentException">No vendor has one of the operations.</exception>
    public void ShouldHaveReceivedInOrder(params IReadOnlyList<ExchangeFilter> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        foreach (var step in steps)
            RefuseMisuse(step);
        FailUnlessPassed(VerifyInOrder(steps));
    }

    private void FailUnlessPassed(Verification verification)
    {
        if (verification.Passed)
            return;
        var report = new VerificationReport(verification.Report);
        var calls = Exchanges;
        report.AddList($"Last exchanges ({Total} in all), the latest first", [.. calls.Reverse().Take(MostShown)]);
        report.AddFindings("Departures from contracts", calls.SelectMany(exchange => exchange.Violations ?? [], (exchange, violation) =>
            $"#{exchange.Id} {(violation.InRequest ? "request" : "answer")} {violation}"));
        report.AddFindings("Answered on an assumption, so check it against the real vendor", calls.SelectMany(Assumptions).Distinct());
        throw new VerificationException(report.ToString());
    }

    /// <summary>The rules that refused a call, and the operations that answered one, of which nobody has evidence.</summary>
    private static IEnumerable<string> Assumptions(Exchange exchange)
    {
        if (exchange.VendorSide || Vendors.Find(exchange.Vendor) is not { } vendor)
            yield break;
        if (exchange.Response.Why is { } why && vendor.Rules.Find(why) is { Provenance: Provenance.Assumed } rule)
            yield return $"{rule.Id}: {rule.Text} ({rule.Why})";
        if (vendor.Operations.FirstOrDefault(row => row.Id == exchange.Operation) is { Source: Provenance.Assumed } operation)
            yield return $"{vendor.Name} {operation.Id}: that it exists at all";
    }

    /// <summary>What was never received here, whatever the application does: a test of its absence would hold for ever.</summary>
    private void RefuseMisuse(ExchangeFilter filter)
    {
        // A closed world has forgotten its calls.
        filter.Of?.ThrowIfDisposed();
        if (filter.Of is { } world && world.Journal != this)
        {
            var title = Vendors.Find(filter.Vendor)?.Title;
            throw new ArgumentException(
                $"The calls that are meant are those to the {title} of another world, which this journal does not have. Take both from one world: world.Journal and world.{title}.", nameof(filter));
        }

        if (filter.Vendor is { } name && Vendors.Find(name) is null)
            throw new ArgumentException($"There is no vendor '{name}'.{Nearest.Hint(name, Vendors.All.Select(vendor => vendor.Name))}", nameof(filter));
        if (filter.Operation is not { } operation)
            return;
        var known = Vendors.All.Where(vendor => filter.Vendor is null || vendor.Name == filter.Vendor).SelectMany(vendor => vendor.Operations).Select(row => row.Id).ToList();
        if (!known.Contains(operation))
            throw new ArgumentException($"{filter.Vendor ?? "No vendor"} has {(filter.Vendor is null ? "an" : "no")} operation '{operation}'.{Nearest.Hint(operation, known)} There are: {string.Join(", ", known)}.", nameof(filter));
    }
}

/// <summary>The world did not receive what a test expected. The message says what it received instead.</summary>
/// <param name="report">The message.</param>
public sealed class VerificationException(string report) : Exception(report);
