namespace VendorMocks;

/// <summary>What a door has to do: render the response, wait, and write it or cut the line.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Exchange">The journal's entry of the call.</param>
/// <param name="World">The world that answered; null when nobody did.</param>
internal readonly record struct Outcome(ApiResponse Response, Exchange Exchange, World? World)
{
    /// <summary>How long to wait, on the world's clock, before the answer is written.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The pace of the body on the world's clock; 0 for no bound.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>How many bytes come together where the body has a pace; 0 for as many as suit it.</summary>
    public int PieceBytes { get; init; }

    /// <summary>Where to cut the line, if at all.</summary>
    public Cut Cut { get; init; }
}

/// <summary>Where a door cuts the line.</summary>
internal enum Cut
{
    None,

    /// <summary>Closes the connection before a byte of the answer.</summary>
    BeforeResponse,

    /// <summary>Ends the exchange without a byte of an answer: where a connection carries several, the others go on.</summary>
    Empty,

    /// <summary>Sends bytes that are no HTTP, then closes the connection.</summary>
    Garbage,

    /// <summary>Closes it in the middle of the body.</summary>
    InBody,

    /// <summary>Resets the connection.</summary>
    Reset,

    /// <summary>Never answers: the caller's own timeout ends the call.</summary>
    Silence,
}
