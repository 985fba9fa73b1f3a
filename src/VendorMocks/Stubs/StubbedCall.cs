namespace VendorMocks;

/// <summary>One call from the search for a stub to the stub's answer. Only the choice between candidates is made under the world's lock.</summary>
/// <param name="world">The world whose stubs are asked.</param>
/// <param name="possible">Those that may mean it, as far as verb and path tell.</param>
/// <param name="vendor">Whose call it is; null when no vendor claims it.</param>
/// <param name="request">The call.</param>
/// <param name="path">The vendor's own path.</param>
internal sealed class StubbedCall(World world, IReadOnlyList<StubHandle> possible, Vendor? vendor, ApiRequest request, string path)
{
    private readonly StubCall _asked = new(request, vendor, path);
    private IReadOnlyList<StubHandle>? _candidates;
    private StubCall? _call;
    private StubHandle? _winner;
    private StubFailedException? _failure;

    /// <summary>Whether any stub means the call.</summary>
    public bool Find()
    {
        try
        {
            _candidates = Stubs.Meaning(_asked, possible);
            return _candidates.Count > 0;
        }
        catch (StubFailedException failure)
        {
            _failure = failure;
            return true;
        }
    }

    /// <summary>Whether one of them answers now. Under the world's lock.</summary>
    public bool Take(DateTimeOffset now)
    {
        var dice = default(FaultDice);
        if (_failure is { } failure)
            _winner = failure.Stub;
        else if (!world.Stubs.Take(_candidates!, out _winner, out dice))
            return false;
        _call = _asked.Drawing(dice, now);
        return true;
    }

    /// <summary>The answer.</summary>
    public Outcome Run()
    {
        var answer = Answer(out var delay);
        var row = _call!.Operation;
        var exchange = new Exchange(request, answer.Response, _call.Now, world.Name, vendor?.Name, row?.Id)
        {
            Path = path,
            Row = row,
            PathValue = row is { Placeholder: { } name } ? OperationFinder.PathValues(row, request.Path)?.GetValueOrDefault(name) ?? "" : "",
            Stub = _winner!.Title,
            StubId = _winner.Id,
            OffContract = true,
        };
        return Paced(new Outcome(answer.Response, exchange, world) { Delay = delay, Cut = answer.Cut }, answer);
    }

    private static Outcome Paced(in Outcome outcome, StubAnswer answer)
    {
        if (answer.Spread <= TimeSpan.Zero || answer.Response.Content?.ToArray().Length is not (> 0 and var length))
            return outcome;
        return outcome with { BytesPerSecond = length / answer.Spread.TotalSeconds, PieceBytes = (length + answer.Pieces - 1) / answer.Pieces };
    }

    private StubAnswer Answer(out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        if (_failure is not null)
            return Failed(_failure);
        try
        {
            delay = world.Stubs.DelayOf(_winner!.Stub, _call!.Dice);
            return _winner.Stub.Answer(_call);
        }
#pragma warning disable CA1031 // Somebody's own code: its failure is told to the caller and to the journal.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Failed(new StubFailedException(_winner!, fault));
        }
    }

    private static StubAnswer Failed(StubFailedException failure)
    {
        var answer = StubAnswer.Text(500, failure.Message);
        return answer with { Response = answer.Response with { Why = "stub-failed", Detail = failure.Message } };
    }
}
