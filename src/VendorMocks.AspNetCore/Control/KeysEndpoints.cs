using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows a world's keys and mints more of them.</summary>
internal static class KeysEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder control)
    {
        var keys = control.MapGroup("/worlds/{name}/keys");
        keys.MapGet("", List).WithSummary("Every key that a vendor knows in the world, with the record that holds it");
        keys.MapPost("", Mint)
            .WithSummary("Mints a key by the vendor's hook for it: {\"vendor\":\"…\"} and the fields of that hook")
            .Takes("NewKey", () => CallDescription.AnyOf(Vendors.All.Select(OfHook)), $$"""{"vendor":"{{Vendors.All[0].Name}}"}""");
    }

    private static JsonObject OfHook(Vendor vendor)
    {
        var hook = vendor.Hooks.First(row => row.MintsKey);
        var schema = FieldSchema.Of([new HookField("vendor", "string", true, vendor.Title), .. hook.Fields], hook.Summary);
        schema["properties"]!["vendor"] = new JsonObject { ["const"] = vendor.Name };
        return schema;
    }

    private static Ok<IReadOnlyList<KeyView>> List(NamedWorld at) => TypedResults.Ok<IReadOnlyList<KeyView>>(
        [.. Vendors.All.SelectMany(vendor => at.World.Read<VendorState, KeyView[]>(vendor, state => Of(at.World, vendor, state)))]);

    private static Results<Ok<System.Text.Json.JsonElement>, NoContent, Refused> Mint(NamedWorld at, ControlInput input)
    {
        var accepted = string.Join(", ", WorldValues.VendorNames);
        var named = input.Text("vendor", accepted);
        if ((input.Need("vendor", accepted).Problem ?? Refused.Unnamed("vendor", named, WorldValues.VendorNames)) is { } problem)
            return new Refused(problem);
        var vendor = Vendors.Find(named!)!;
        var hook = vendor.Hooks.First(row => row.MintsKey);
        input.Expect(["vendor", .. hook.Fields.Select(field => field.Name)]);
        return input.Problem is { } unknown ? new Refused(unknown) : HooksEndpoints.Act(at.World, vendor, hook, input.Fields());
    }

    private static KeyView[] Of(World world, Vendor vendor, VendorState state)
    {
        var roles = world.Options.CredentialsOf(vendor).ToDictionary(credential => credential.Key, StringComparer.Ordinal);
        return
        [
            .. from table in state.Store.Tables
               from row in table.Rows
               let key = state.CredentialIn(row)
               where key is not null
               let opening = roles.GetValueOrDefault(key)
               select new KeyView(vendor.Name, key, opening?.Role, opening?.Values, table.Name, table.IdOf(row)),
        ];
    }
}

/// <summary>A key that a vendor knows in a world, be it in force or not.</summary>
/// <param name="Vendor">Whose.</param>
/// <param name="Key">The key itself.</param>
/// <param name="Role">What it may do, for those that the world was opened with.</param>
/// <param name="Values">All that callers send, for those that the world was opened with.</param>
/// <param name="Collection">The collection of the record that holds it.</param>
/// <param name="Id">The record's id.</param>
internal sealed record KeyView(string Vendor, string Key, string? Role, IReadOnlyDictionary<string, string>? Values, string Collection, long Id);
