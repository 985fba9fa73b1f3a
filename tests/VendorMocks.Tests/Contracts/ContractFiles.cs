namespace VendorMocks.Tests;

/// <summary>The schemas and fixtures of this repository.</summary>
internal static class ContractFiles
{
    /// <summary>The vendors that have fixtures.</summary>
    public static TheoryData<string> VendorsWithFixtures { get; } =
        new(Directory.GetDirectories(Repository.PathTo("fixtures")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    /// <summary>Every schema file of a vendor, as path below the root. What stands beside their folders is for editors, not for our checks.</summary>
    public static TheoryData<string> SchemaFiles { get; } = new(Directory
        .GetDirectories(Repository.PathTo("schemas"))
        .SelectMany(vendor => Directory.GetFiles(vendor, "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal));

    public static FixtureSet Fixtures(string vendor) => FixtureSet.Load(Repository.PathTo("fixtures", vendor));
}
