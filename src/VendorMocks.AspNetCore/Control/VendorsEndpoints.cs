using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Says which vendors there are, and how much of each is known.</summary>
internal static class VendorsEndpoints
{
    public static void MapVendors(this IEndpointRouteBuilder control)
    {
        var vendors = control.MapGroup("/vendors");
        vendors.MapGet("", List).WithSummary("All vendors: where they answer, and how much of their behaviour is known");
        vendors.MapGet("/{vendor}/rules", Rules).WithSummary("A vendor's rule table: what the fake does, how that is known, and why");
    }

    private static Ok<IReadOnlyList<VendorView>> List(Here here) =>
        TypedResults.Ok<IReadOnlyList<VendorView>>([.. Vendors.All.Select(vendor => VendorView.Of(vendor, here))]);

    private static Results<Ok<IReadOnlyList<RuleView>>, Refused> Rules(string vendor)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        var shown = FixtureSet.For(found.Name).Fixtures.SelectMany(fixture => fixture.Rules, (fixture, rule) => (rule, fixture.Operation)).Distinct().ToLookup(pair => pair.rule, pair => pair.Operation);
        return TypedResults.Ok<IReadOnlyList<RuleView>>([.. found.Rules.Rules.Select(rule => RuleView.Of(rule, [.. shown[rule.Id]]))]);
    }
}

/// <summary>A vendor.</summary>
/// <param name="Vendor">Its name in paths.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="BaseUrl">Where its calls go in the world <c>default</c>, or in the world that their key means.</param>
/// <param name="Operations">What can be called.</param>
/// <param name="Rules">How many of its rules are known in which way.</param>
internal sealed record VendorView(string Vendor, string Title, string BaseUrl, IReadOnlyList<OperationView> Operations, RuleCount Rules)
{
    public static VendorView Of(Vendor vendor, Here here) => new(
        vendor.Name,
        vendor.Title,
        $"{here.Url}/{vendor.Name}{vendor.Root}",
        [.. vendor.Operations.Select(row => new OperationView(row.Id, row.Method, row.Path, row.Selector, row.Source.ToString(), row.Summary))],
        RuleCount.Of(vendor.Rules));
}

/// <summary>One call of a vendor's API.</summary>
internal sealed record OperationView(string Id, string Method, string Path, string? Selector, string Source, string Summary);

/// <summary>How many rules are known in which way.</summary>
internal sealed record RuleCount(int Documented, int Observed, int Assumed)
{
    public static RuleCount Of(RuleTable table) => new(
        table.Rules.Count(rule => rule.Provenance == Provenance.Documented),
        table.Rules.Count(rule => rule.Provenance == Provenance.Observed),
        table.Rules.Count(rule => rule.Provenance == Provenance.Assumed));
}

/// <summary>One rule of a vendor's behaviour.</summary>
/// <param name="Id">For example <c>LD-27</c>.</param>
/// <param name="Text">What the fake does.</param>
/// <param name="Provenance">How that is known.</param>
/// <param name="Why">Source or reason.</param>
/// <param name="Switches">Values that change it; absent when there are none.</param>
/// <param name="Operations">The operations whose fixtures show it; none for what only tests show.</param>
internal sealed record RuleView(string Id, string Text, string Provenance, string Why, IReadOnlyList<RuleSwitch>? Switches, IReadOnlyList<string> Operations)
{
    public static RuleView Of(Rule rule, IReadOnlyList<string> operations) => new(rule.Id, rule.Text, rule.Provenance.ToString(), rule.Why, rule.Switches, operations);
}
