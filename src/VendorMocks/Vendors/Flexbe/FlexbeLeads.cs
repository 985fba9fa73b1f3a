using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>The operations on leads.</summary>
internal static class FlexbeLeads
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Flexbe.Row("leads.list", Documented, "Leads of the site, newest first", List, "getLeads"),
        Flexbe.Row("leads.change", Documented, "Changes what is given of a lead and its invoice", Change, "changeLead"),
    ];

    private static ApiResponse List(Call call, FlexbeState state)
    {
        var site = (FlexbeSite)call.Account!;
        var leads = FlexbeFilter.Read(call.Fields).Find(state, site);
        return state.Ok(new FlexbeListBody(new FlexbeListData(FlexbeLeadBody.Of(leads, site, state))), FlexbeResponses.Json.FlexbeListBody);
    }

    private static ApiResponse Change(Call call, FlexbeState state)
    {
        var site = (FlexbeSite)call.Account!;
        // FB-39
        if (FlexbeNumbers.Integer(call.Fields["id"]) is not { } id || state.Leads.Find(id) is not { } lead || lead.SiteId != site.SubId)
            return FlexbeResponses.Error(2, "FB-39", "Lead not found");
        var change = new FlexbeChange(state, FlexbeResponses.WholeSeconds(call.Now));
        var changed = change.Apply(lead, call.Fields);
        // FB-40
        if (change.Problem is { } problem)
            return FlexbeResponses.Error(2, "FB-40", problem);
        // FB-45: a call that says nothing changes nothing, and an equal row is no change either.
        if (changed != lead)
            changed = state.Leads.Replace(changed);
        return state.Ok(
            new FlexbeChangedBody(1, new FlexbeChangedData(FlexbeLeadBody.Of(changed, site, state))),
            FlexbeResponses.Json.FlexbeChangedBody);
    }
}
