namespace VendorMocks;

/// <summary>Why the engine refuses a call. Each vendor words these in its own way.</summary>
internal enum Refusal
{
    /// <summary>No operation lives at this path.</summary>
    NoSuchPath,

    /// <summary>The path exists, the verb does not.</summary>
    WrongVerb,

    /// <summary>The call carries no credential.</summary>
    NoKey,

    /// <summary>The credential is unknown or revoked, or belongs to another world.</summary>
    UnknownKey,

    /// <summary>Too many requests in the window.</summary>
    TooMany,

    /// <summary>The body could not be read.</summary>
    UnreadableBody,

    /// <summary>The body is larger than the door accepts.</summary>
    BodyTooLarge,

    /// <summary>A fault of the fake itself; the exchange is marked as our bug.</summary>
    Fault,
}
