namespace VendorMocks.Tests;

/// <summary>Texts that are kept beside the tests, so that a change of them is seen in review.</summary>
public static class Snapshot
{
    /// <summary>
    /// Compares with the kept text; MOCKS_UPDATE=snapshots writes it instead. Name the change in the changelog.
    /// </summary>
    public static void Matches(string file, string actual)
    {
        var path = Repository.PathTo("tests", "VendorMocks.Tests", "Snapshots", file);
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "snapshots")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{file} is missing: run the test once with MOCKS_UPDATE=snapshots.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
