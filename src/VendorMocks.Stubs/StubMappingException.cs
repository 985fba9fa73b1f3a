namespace VendorMocks;

/// <summary>A mapping is malformed or asks for something that is not supported. Nothing was changed.</summary>
public sealed class StubMappingException : FormatException
{
    /// <summary>Creates it.</summary>
    /// <param name="pointer">The place as JSON Pointer; empty for the mapping as a whole.</param>
    /// <param name="problem">What is wrong there and what would be right.</param>
    public StubMappingException(string pointer, string problem)
        : base($"{(pointer.Length == 0 ? "(mapping)" : pointer)}: {problem}")
    {
        Pointer = pointer;
        Problem = problem;
    }

    /// <summary>The place as JSON Pointer; empty for the mapping as a whole.</summary>
    public string Pointer { get; }

    /// <summary>What is wrong there and what would be right.</summary>
    public string Problem { get; }
}
