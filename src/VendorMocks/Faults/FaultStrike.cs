namespace VendorMocks;

/// <summary>All that faults do to one call.</summary>
internal sealed class FaultStrike(Call call, Journal journal)
{
    /// <summary>What begins the reason of a struck answer.</summary>
    public const string WhyPrefix = "fault:";

    private Fault? _decider;
    private FaultDice _dice;

    public Call Call => call;

    public Journal Journal => journal;

    /// <summary>The names of the faults that hit, in their order.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What could not be done as asked; null when all was.</summary>
    public string? Note { get; set; }

    public TimeSpan Delay { get; set; }

    /// <summary>The body's pace; 0 for no bound.</summary>
    public int BytesPerSecond { get; set; }

    public Cut Cut { get; set; }

    /// <summary>The vendor's answer, or what a fault puts in its place; null before there is any.</summary>
    public ApiResponse? Response { get; set; }

    /// <summary>Whether a fault hit after which no other of its sort counts.</summary>
    public bool Decided => _decider is not null;

    /// <summary>Whether the call is carried out.</summary>
    public bool RunsHandler => _decider is not { Timing: FaultTiming.Before };

    /// <summary>A fault hits.</summary>
    public void Add(Fault fault, in FaultDice dice)
    {
        Title = Title.Length == 0 ? fault.Title : $"{Title}+{fault.Title}";
        if (fault.Combines)
            fault.Strike(this, dice);
        else
            (_decider, _dice) = (fault, dice);
    }

    /// <summary>The answer of a call that is not carried out.</summary>
    public ApiResponse Instead()
    {
        _decider!.Strike(this, _dice);
        return Response! with { Why = WhyPrefix + Title, Detail = null };
    }

    /// <summary>What becomes of the vendor's answer.</summary>
    public ApiResponse Change(ApiResponse answer)
    {
        Response = answer;
        _decider?.Strike(this, _dice);
        // Whatever goes out, whether the call was carried out stays as it was.
        return Response with { Why = answer.Why, Detail = answer.Detail };
    }

    /// <summary>No answer goes out at all.</summary>
    public void EndWith(Cut cut)
    {
        Cut = cut;
        Response = new ApiResponse(0);
    }

    /// <summary>Puts something else in place of the body.</summary>
    public void Damage(Func<ResponseContent, ResponseContent> damage)
    {
        if (Response!.Content is { } content)
            Response = Response with { Content = damage(content) };
        else if (Response.Status is 204 or 304)
            Note = $"An answer with status {Response.Status} has no body to damage.";
        else
            Response = Response with { Content = damage(new TextContent("", "text/plain; charset=utf-8")) };
    }

    /// <summary>The problem of a fault that damages an answer and is asked to strike before there is one.</summary>
    public static (string Field, string Problem)? NeedsAnswer(Fault fault) => fault.When == FaultTiming.Before
        ? ("when", $"'{fault.Kind}' damages an answer, so that the call must be carried out first.")
        : null;
}
