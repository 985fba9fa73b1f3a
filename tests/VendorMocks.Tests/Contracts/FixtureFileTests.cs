using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>Laws over every fixture file.</summary>
public sealed class FixtureFileTests
{
    public static TheoryData<string> Vendors => ContractFiles.VendorsWithFixtures;

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_operation_has_a_fixture_of_its_success(string vendor)
    {
        var shown = ContractFiles.Fixtures(vendor).Fixtures.Where(f => f.Response.Status < 400).Select(f => f.Operation).ToHashSet();
        Assert.Empty(SchemaSet.For(vendor).Operations.Except(shown));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_fixture_belongs_to_an_operation(string vendor) =>
        Assert.Empty(ContractFiles.Fixtures(vendor).Fixtures.Where(f => !SchemaSet.For(vendor).Operations.Contains(f.Operation)).Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Mail_goes_to_nobody(string vendor)
    {
        var texts = Directory.GetFiles(Repository.PathTo("fixtures", vendor)).Select(File.ReadAllText);
        var addresses = texts.SelectMany(text => Regex.Matches(text, @"[A-Za-z0-9._%+-]+(@|%40)(?<host>[A-Za-z0-9.-]+)").Select(m => m.Groups["host"].Value));
        Assert.All(addresses, host => Assert.Matches(@"^(.+\.)?example\.(com|org|net)$", host));
    }

    // LeadDyno prints 35 answers of operations, 5 example objects, the errors by field and the limit; Fixido an answer of each of 13
    // operations, two of which two others share; Clixnow one answer and two searches; Flexbe answers, calls, error codes and limits;
    // Maxwork a body and three answers.
    [Theory]
    [InlineData("clixnow", 3)]
    [InlineData("fixido", 15)]
    [InlineData("flexbe", 10)]
    [InlineData("leaddyno", 42)]
    [InlineData("maxwork", 3)]
    public void Every_documented_example_is_kept(string vendor, int examples) =>
        Assert.Equal(examples, ContractFiles.Fixtures(vendor).Fixtures.Count(f => f.Source.StartsWith("documentation: ", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_fixture_needs_nothing_but_credentials(string vendor)
    {
        var credentials = EnvironmentCredentials.Demo(VendorMocks.Vendors.Find(vendor)!).Keys;
        Assert.All(ContractFiles.Fixtures(vendor).Fixtures, f => Assert.Empty(f.Needs.Except(credentials)));
    }
}
