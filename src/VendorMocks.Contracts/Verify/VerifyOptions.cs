namespace VendorMocks;

/// <summary>What to verify, against what.</summary>
public sealed record VerifyOptions
{
    /// <summary>Where the calls go: what stands before the paths of the vendor's API, for example <c>https://api.example.com</c>. Null is the fake in this process.</summary>
    public Uri? Target { get; init; }

    /// <summary>The credentials for the target, by the placeholders of the vendor's fixtures; the fake in this process has its own.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether calls that change something may be made. They are made under invented e-mail addresses; without it only the
    /// fixtures that read are played. The fake in this process may always be written to.
    /// </summary>
    public bool AllowWrites { get; init; }

    /// <summary>Fixtures to play besides those that are built in, for example recorded ones.</summary>
    public IReadOnlyList<Fixture> Recorded { get; init; } = [];

    /// <summary>Whether the built-in fixtures are left out.</summary>
    public bool RecordedOnly { get; init; }

    /// <summary>Whether fields that the contract does not know are notes instead of findings.</summary>
    public ContractReading Reading { get; init; }

    /// <summary>The most calls in a minute; null keeps within the vendor's own request limit, 0 waits for nothing.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>Sends the calls; null is the network. It is not disposed.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Time for waiting and for the texts that make invented values unique.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>How far a verification is.</summary>
/// <param name="Done">Fixtures played or skipped.</param>
/// <param name="Total">All fixtures of the vendor.</param>
/// <param name="Current">The fixture that was last looked at.</param>
public readonly record struct VerifyProgress(int Done, int Total, string Current);
