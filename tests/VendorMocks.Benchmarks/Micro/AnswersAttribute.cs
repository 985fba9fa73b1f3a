namespace VendorMocks.Benchmarks;

/// <summary>What a benchmark returns when it does its work; the smoke run asks every one of them.</summary>
/// <param name="expected">The value.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersAttribute(object expected) : Attribute
{
    public object Expected { get; } = expected;
}
