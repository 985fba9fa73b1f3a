namespace VendorMocks.Tests;

/// <summary>Tests that look at the memory of the whole process, or take all of the machine: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
