using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>What a control call takes and gives, said beside the call and read by <see cref="ControlDocument"/>.</summary>
internal static class CallDescription
{
    /// <summary>Says which fields the body of a call has; none for a call that takes no body.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params IReadOnlyList<HookField> fields)
    {
        var example = string.Join(',', fields.Where(field => field.Example is not null).Select(field => $"\"{field.Name}\":{field.Example}"));
        return endpoint.WithMetadata(new CallBody(null, () => FieldSchema.Of(fields), fields.Any(field => field.Required), $"{{{example}}}"));
    }

    /// <summary>Says what the body of a call is.</summary>
    /// <param name="endpoint">The call.</param>
    /// <param name="name">The name of its schema in the document.</param>
    /// <param name="schema">Its schema, whose references begin at its own root or at <c>#/components</c>.</param>
    /// <param name="example">A body as it may be sent, as JSON.</param>
    /// <param name="required">Whether there must be one.</param>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string name, Func<JsonNode> schema, string example, bool required = true) =>
        endpoint.WithMetadata(new CallBody(name, schema, required, example));

    /// <summary>Says what the query of a call takes; other names are refused before the call begins.</summary>
    public static TBuilder Asks<TBuilder>(this TBuilder endpoint, params IReadOnlyList<HookField> fields)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CallQuery(fields, Closed: true));

    /// <summary>Says some of what the query of a call takes, which itself refuses other names.</summary>
    public static TBuilder AsksAmong<TBuilder>(this TBuilder endpoint, params IReadOnlyList<HookField> fields)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CallQuery(fields, Closed: false));

    /// <summary>Says that a call answers a text of that type, where the handler does not say it.</summary>
    public static TBuilder Answers<TBuilder>(this TBuilder endpoint, params string[] contentTypes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ProducesResponseTypeMetadata(200, typeof(string), contentTypes));

    /// <summary>One of the objects that a vendor's name decides on: a list of schemas, one of which holds.</summary>
    public static JsonObject AnyOf(IEnumerable<JsonNode> schemas) => new() { ["type"] = "object", ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>A reference to a schema of the document.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"{CallBody.Components}{name}" };
}

/// <summary>The body of a call.</summary>
/// <param name="Name">Its schema's name in the document; null for one that stands at the call.</param>
/// <param name="Schema">Makes its schema.</param>
/// <param name="Required">Whether there must be one.</param>
/// <param name="Example">A body as it may be sent, as JSON.</param>
internal sealed record CallBody(string? Name, Func<JsonNode> Schema, bool Required, string Example)
{
    public const string Components = "#/components/schemas/";
}

/// <summary>The query of a call.</summary>
/// <param name="Fields">The parameters that it takes.</param>
/// <param name="Closed">Whether it takes no others.</param>
internal sealed record CallQuery(IReadOnlyList<HookField> Fields, bool Closed)
{
    public IReadOnlyList<string> Names { get; } = [.. Fields.Select(field => field.Name)];
}
