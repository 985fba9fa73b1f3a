using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Plays the vendors' part: one path for each hook row, so that a new row needs nothing here.</summary>
internal static class HooksEndpoints
{
    public const string Template = "/worlds/{name}/{vendor}/{collection}/{verb}";

    public static void MapHooks(this IEndpointRouteBuilder control)
    {
        control.MapGet("/vendors/{vendor}/hooks", List).WithSummary("The vendor's part that can be played: each hook with its path, fields and an example");
        control.MapPost(Template, Play).WithSummary("Plays a hook of the vendor; the body has its fields");
        control.MapGet(Template, Look).WithSummary("A hook that only reads; the query has its fields").AsksAmong();
    }

    private static Results<Ok<IReadOnlyList<HookView>>, Refused> List(string vendor) => Vendors.Find(vendor) is { } found
        ? TypedResults.Ok<IReadOnlyList<HookView>>([.. found.Hooks.Select(HookView.Of)])
        : Refused.NoSuchVendor(vendor);

    private static Results<Ok<JsonElement>, NoContent, Refused> Play(
        NamedWorld at, string vendor, string collection, string verb, ControlInput input, HttpResponse response)
    {
        if (Find(at.World, vendor, $"{collection}.{verb}", out var place) is { } missing)
            return missing;
        if (place.Hook.ReadsOnly)
            return WrongVerb(response, place.Hook, "POST");
        input.Expect([.. place.Hook.Fields.Select(field => field.Name)]);
        return input.Problem is { } problem ? new Refused(problem) : Act(place.World, place.Vendor, place.Hook, input.Fields());
    }

    private static Results<Ok<JsonElement>, NoContent, Refused> Look(
        NamedWorld at, string vendor, string collection, string verb, HttpRequest request, HttpResponse response)
    {
        if (Find(at.World, vendor, $"{collection}.{verb}", out var place) is { } missing)
            return missing;
        if (!place.Hook.ReadsOnly)
            return WrongVerb(response, place.Hook, "GET");
        var reading = FieldReader.ReadQuery(request.QueryString.Value.AsSpan().TrimStart('?'), FieldDialect.Django);
        string[] known = [.. place.Hook.Fields.Select(field => field.Name)];
        foreach (var (field, value) in reading.Root.Map)
        {
            if (!known.Contains(field))
                return new Refused(Refused.Unknown("field", field, value.Text, known));
        }

        return Act(place.World, place.Vendor, place.Hook, reading.Root.Map);
    }

    /// <summary>Why a field cannot be what came, whatever its vendor makes of texts: a list or an object in place of a text, or the other way round.</summary>
    public static HookProblem? Misfit(Hook hook, FieldMap fields)
    {
        foreach (var field in hook.Fields)
        {
            var fits = fields[field.Name]?.Kind switch
            {
                null or FieldKind.Null => true,
                FieldKind.Map => field.Type == "object",
                FieldKind.List => field.Type == "array",
                _ => field.Type != "object",
            };
            if (!fits)
                return new HookProblem(400, field.Name, $"{field.Name} must be {field.Type switch { "object" => "an object", "array" => "a list", _ => "a single value" }}.");
        }

        return null;
    }

    /// <summary>Plays a hook.</summary>
    public static Results<Ok<JsonElement>, NoContent, Refused> Act(World world, Vendor vendor, Hook hook, FieldMap fields)
    {
        if (Misfit(hook, fields) is { } misfit)
            return new Refused(Explain(misfit, hook, fields));
        try
        {
            var result = world.Act(vendor, hook.Id, fields, hook.Handler);
            if (result.Problem is { } problem)
                return new Refused(Explain(problem, hook, fields));
            return result.Content is { } content ? TypedResults.Ok(Json(content)) : TypedResults.NoContent();
        }
        catch (KeyTakenException taken)
        {
            return new Refused(Taken(taken));
        }
    }

    /// <summary>A key that another world has, in a problem's words.</summary>
    public static Problem Taken(KeyTakenException taken) => Refused.Conflict("key", taken.Key, "a key that no world has", taken.Message);

    /// <summary>What a hook complained of, with what its row says about the field.</summary>
    public static Problem Explain(HookProblem problem, Hook hook, FieldMap fields)
    {
        var field = hook.Fields.FirstOrDefault(one => one.Name == problem.Field);
        return new Problem(
            Problems.TitleOf(problem.Status),
            problem.Status,
            problem.Message,
            problem.Field,
            fields[problem.Field] is { } given ? Refused.Shorten(given.IsScalar ? given.Text : given.ToString()) : null,
            field is null ? null : $"{field.Type}: {field.Description.TrimEnd('.')}");
    }

    private static JsonElement Json(ResponseContent content)
    {
        using var document = JsonDocument.Parse(content.ToArray());
        return document.RootElement.Clone();
    }

    private static Refused? Find(World world, string vendor, string hook, out Place place)
    {
        place = default;
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        var id = $"{found.Name}.{hook}";
        if (found.Hooks.FirstOrDefault(one => one.Id == id) is not { } row)
        {
            var hint = Nearest.Hint(id, found.Hooks.Select(one => one.Id));
            return new Refused(Refused.Missing("hook", id, $"the hooks that GET {ControlPlane.Root}/vendors/{found.Name}/hooks lists", hint));
        }

        place = new Place(world, found, row);
        return null;
    }

    private static Refused WrongVerb(HttpResponse response, Hook hook, string verb)
    {
        var right = HookView.MethodOf(hook);
        response.Headers.Allow = right;
        return new Refused(new Problem(Problems.TitleOf(405), 405, $"{hook.Id} does not answer {verb}. Accepted: {right}.", "method", verb, right));
    }

    private readonly record struct Place(World World, Vendor Vendor, Hook Hook);
}

/// <summary>A hook as callers need to know it.</summary>
/// <param name="Id">Its id in journals.</param>
/// <param name="Method">GET when it only reads; its fields then stand in the query.</param>
/// <param name="Path">Where it is played.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Fields">What it takes.</param>
/// <param name="Example">Input as it may be sent.</param>
internal sealed record HookView(string Id, string Method, string Path, string Summary, IReadOnlyList<HookField> Fields, JsonElement Example)
{
    public static HookView Of(Hook hook) => new(hook.Id, MethodOf(hook), PathOf(hook), hook.Summary, hook.Fields, ExampleOf(hook));

    public static string MethodOf(Hook hook) => hook.ReadsOnly ? "GET" : "POST";

    /// <summary>The path of a hook's endpoint, with the world still open.</summary>
    public static string PathOf(Hook hook) => $"{ControlPlane.Root}/worlds/{{name}}/{hook.Id.Replace('.', '/')}";

    /// <summary>Input as it may be sent.</summary>
    public static JsonElement ExampleOf(Hook hook)
    {
        var fields = hook.Fields.Where(field => field.Required || field.Example is not null).Select(field => $"\"{field.Name}\":{field.Sample}");
        using var document = JsonDocument.Parse($"{{{string.Join(',', fields)}}}");
        return document.RootElement.Clone();
    }
}
