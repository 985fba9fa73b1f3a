using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Invents more data for a world that is in use.</summary>
internal static class SeedEndpoints
{
    public static void MapSeed(this IEndpointRouteBuilder control) =>
        control.MapPost("/worlds/{name}/seed", Seed).WithSummary("Adds invented leads, made now: {\"vendor\":\"…\",\"leads\":500,\"locale\":\"de\"}, locale optional")
            .Takes(
            [
                new("vendor", "string", true, string.Join(", ", WorldValues.VendorNames)) { Example = $"\"{Vendors.All[0].Name}\"" },
                new("leads", "integer", true, $"A whole number from 1 to {Seeds.MostLeads}") { Example = "10" },
                new("locale", "string", false, "Where the people come from, for example de; else the vendor's own mixture"),
            ]);

    private static Results<Ok<SeededView>, Refused> Seed(NamedWorld at, ControlInput input)
    {
        var names = string.Join(", ", WorldValues.VendorNames);
        var leadsAccepted = $"a whole number from 1 to {Seeds.MostLeads}";
        input.Expect("vendor", "leads", "locale");
        var vendor = input.Text("vendor", names);
        var leads = input.Read<int>("leads", leadsAccepted, TryLeads);
        var locale = input.Text("locale", string.Join(", ", SeedLocales.All));
        input.Need("vendor", names).Need("leads", leadsAccepted);
        if ((input.Problem ?? Refused.Unnamed("vendor", vendor, WorldValues.VendorNames) ?? Refused.Unnamed("locale", locale, SeedLocales.All)) is { } problem)
            return new Refused(problem);
        var found = Vendors.Find(vendor!)!;
        try
        {
            at.World.Seed(found, leads!.Value, locale);
        }
        catch (InvalidOperationException full)
        {
            return new Refused(Refused.Conflict("leads", $"{leads}", "fewer leads", full.Message));
        }

        return TypedResults.Ok(new SeededView(found.Name, leads.Value));
    }

    private static bool TryLeads(JsonElement value, out int leads)
    {
        leads = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out leads) && leads is >= 1 and <= Seeds.MostLeads;
    }
}

/// <summary>What was invented.</summary>
/// <param name="Vendor">Whose data.</param>
/// <param name="Leads">How many leads were added.</param>
internal sealed record SeededView(string Vendor, int Leads);
