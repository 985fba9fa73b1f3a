using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>The OpenAPI document of the control API, made from the endpoints as they are mapped and from the hook rows.</summary>
internal static class ControlDocument
{
    // As the answers themselves are written.
    private static readonly JsonSerializerOptions Answers = OptionsOfAnswers();

    /// <summary>Says what the body of a call takes.</summary>
    /// <param name="endpoint">The call.</param>
    /// <param name="fields">The fields that it knows.</param>
    /// <param name="open">Whether it takes others too.</param>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, IReadOnlyList<HookField> fields, bool open = false) =>
        endpoint.WithMetadata(new BodyFields(fields, open));

    /// <summary>Says that the body of a call is a world's document.</summary>
    public static RouteHandlerBuilder TakesWorld(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new BodyFields([], true) { IsWorld = true });

    /// <summary>Says what the query of a call takes.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, params IReadOnlyList<HookField> fields) =>
        endpoint.WithMetadata(new QueryFields(fields));

    /// <summary>The document.</summary>
    /// <param name="endpoints">All calls.</param>
    /// <param name="url">Where the server is.</param>
    public static JsonObject Build(EndpointDataSource endpoints, string url)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        schemas["Problem"] = Component(Problems.Json.Options.GetJsonSchemaAsNode(typeof(Problem)), "Problem");
        schemas["World"] = WorldSchemaInside();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            var path = endpoint.RoutePattern.RawText!.TrimEnd('/');
            if (endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary is not { } summary || path == ControlPlane.Root + HooksEndpoints.Template)
                continue;
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD"))
                Item(paths, path)[Lower(method)] = Call(endpoint, path, summary, schemas);
        }

        foreach (var hook in Vendors.All.SelectMany(vendor => vendor.Hooks))
            Item(paths, HookView.PathOf(hook))[Lower(HookView.MethodOf(hook))] = Play(hook);

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Mocks: control API", ["version"] = Product.Version, ["description"] = "Steers the worlds of this server. Errors are RFC 9457 problems that name the field and what would be right." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = url }),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "Needed by callers from other machines" } },
                ["schemas"] = schemas,
            },
        };
    }

    private static JsonObject Call(RouteEndpoint endpoint, string path, string summary, JsonObject schemas)
    {
        var parameters = Parameters(path);
        foreach (var field in endpoint.Metadata.GetMetadata<QueryFields>()?.Fields ?? [])
            parameters.Add(Parameter(field));
        var call = new JsonObject { ["tags"] = new JsonArray(TagOf(path)), ["summary"] = summary };
        if (parameters.Count > 0)
            call["parameters"] = parameters;
        if (endpoint.Metadata.GetMetadata<BodyFields>() is { } body)
            call["requestBody"] = Body(body.IsWorld ? new JsonObject { ["$ref"] = "#/components/schemas/World" } : FieldSchema.Of(body.Fields), body);
        else if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is null && TakesBody(endpoint))
            call["requestBody"] = Body(new JsonObject { ["type"] = "object" }, new BodyFields([], true));
        var responses = new JsonObject();
        foreach (var response in endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(one => one.StatusCode < 400).DistinctBy(one => one.StatusCode))
            responses[$"{response.StatusCode}"] = Response(response, schemas);
        if (responses.Count == 0)
            responses["200"] = new JsonObject { ["description"] = "Done" };
        responses["default"] = Refusal();
        call["responses"] = responses;
        return call;
    }

    // What is in it is said by the summary then.
    private static bool TakesBody(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(parameter => parameter.ParameterType == typeof(ControlInput)) == true;

    private static JsonObject Play(Hook hook)
    {
        var path = HookView.PathOf(hook);
        var parameters = Parameters(path);
        var call = new JsonObject { ["tags"] = new JsonArray(hook.Id.Split('.')[0]), ["summary"] = hook.Summary, ["operationId"] = hook.Id };
        if (hook.ReadsOnly)
        {
            foreach (var field in hook.Fields)
                parameters.Add(Parameter(field));
        }
        else
        {
            call["requestBody"] = Body(FieldSchema.Of(hook.Fields), new BodyFields(hook.Fields, false), HookView.ExampleOf(hook).GetRawText());
        }

        call["parameters"] = parameters;
        call["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "The records that it touched", ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = new JsonObject() } } },
            ["default"] = Refusal(),
        };
        return call;
    }

    private static JsonArray Parameters(string path)
    {
        var parameters = new JsonArray();
        foreach (var name in path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')))
        {
            var example = name switch { "name" => MocksHost.DefaultWorld, "vendor" => Vendors.All[0].Name, _ => null };
            var schema = new JsonObject { ["type"] = "string" };
            if (name == "vendor")
                schema["enum"] = new JsonArray([.. Vendors.All.Select(vendor => (JsonNode)vendor.Name)]);
            var parameter = new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["description"] = name == "name" ? "The world" : $"The {name}", ["schema"] = schema };
            if (example is not null)
                parameter["example"] = example;
            parameters.Add(parameter);
        }

        return parameters;
    }

    private static JsonObject Parameter(HookField field) => new()
    {
        ["name"] = field.Name,
        ["in"] = "query",
        ["required"] = field.Required,
        ["description"] = field.Description,
        ["schema"] = new JsonObject { ["type"] = field.Type is "integer" or "boolean" ? field.Type : "string" },
    };

    private static JsonObject Body(JsonObject schema, BodyFields fields, string? example = null)
    {
        if (fields.Open)
            schema.Remove("additionalProperties");
        if (fields.Open && fields.Fields.Count == 0 && !fields.IsWorld)
            schema.Remove("properties");
        var content = new JsonObject { ["schema"] = schema };
        var shown = string.Join(',', fields.Fields.Where(field => field.Example is not null).Select(field => $"\"{field.Name}\":{field.Example}"));
        content["example"] = JsonNode.Parse(example ?? $"{{{shown}}}");
        return new JsonObject { ["required"] = fields.Fields.Any(field => field.Required), ["content"] = new JsonObject { ["application/json"] = content } };
    }

    private static JsonObject Response(IProducesResponseTypeMetadata response, JsonObject schemas)
    {
        var described = new JsonObject { ["description"] = response.StatusCode switch { 201 => "Made", 204 => "Done; there is nothing to show", _ => "Done" } };
        if (response.Type is null || response.Type == typeof(void))
            return described;
        var name = NameOf(response.Type);
        if (!schemas.ContainsKey(name))
            schemas[name] = Component(Answers.GetJsonSchemaAsNode(response.Type), name);
        described["content"] = new JsonObject
        {
            [response.ContentTypes.FirstOrDefault() ?? "application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" } },
        };
        return described;
    }

    private static JsonObject Refusal() => new()
    {
        ["description"] = "What is wrong, and what would be right",
        ["content"] = new JsonObject { [JsonContent.Problem] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
    };

    private static JsonNode WorldSchemaInside()
    {
        var schema = WorldSchema.Build();
        schema.Remove("$schema");
        return Component(schema, "World");
    }

    // References begin at a schema's own root until it is a part of a document.
    private static JsonNode Component(JsonNode schema, string name)
    {
        var inside = JsonNode.Parse(schema.ToJsonString().Replace("\"$ref\":\"#/", $"\"$ref\":\"#/components/schemas/{name}/", StringComparison.Ordinal))!;
        return Anything(inside);
    }

    // Some readers know no schema that is merely true.
    private static JsonNode Anything(JsonNode schema)
    {
        if (schema is JsonValue value && value.GetValueKind() == JsonValueKind.True)
            return new JsonObject();
        if (schema is JsonObject map)
        {
            foreach (var (name, part) in map.ToArray())
            {
                if (part is JsonObject or JsonArray || (part is not null && name is not ("additionalProperties" or "default" or "const")))
                    map[name] = Anything(part.DeepClone());
            }
        }
        else if (schema is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is { } item)
                    list[i] = Anything(item.DeepClone());
            }
        }

        return schema;
    }

    private static string NameOf(Type type) => type.IsGenericType ? $"{NameOf(type.GetGenericArguments()[0])}List" : type.Name.Replace("View", "", StringComparison.Ordinal);

    private static string TagOf(string path)
    {
        if (!path.StartsWith(ControlPlane.Root, StringComparison.Ordinal))
            return "health";
        var parts = path[ControlPlane.Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith('{')).ToArray();
        return parts is ["worlds", var room, ..] && room != "reset" ? room : parts.FirstOrDefault() ?? "control";
    }

    private static JsonObject Item(JsonObject paths, string path)
    {
        if (paths[path] is not JsonObject item)
            paths[path] = item = [];
        return item;
    }

    private static string Lower(string method) => method.ToLowerInvariant();

    private static JsonSerializerOptions OptionsOfAnswers()
    {
        var options = new JsonSerializerOptions();
        ControlJson.Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private sealed record BodyFields(IReadOnlyList<HookField> Fields, bool Open)
    {
        public bool IsWorld { get; init; }
    }

    private sealed record QueryFields(IReadOnlyList<HookField> Fields);
}
