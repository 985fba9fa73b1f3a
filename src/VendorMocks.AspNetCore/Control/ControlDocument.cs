using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>The OpenAPI document of the control API, made from the endpoints as they are mapped and from the hook rows. Made once.</summary>
internal sealed class ControlDocument(EndpointDataSource endpoints)
{
    // Only the server's address differs between callers, and it is the caller's word: it is put in anew and never kept.
    private const string Url = "http://mocks.invalid";

    // As the answers themselves are written.
    private static readonly JsonSerializerOptions Answers = OptionsOfAnswers();

    private static readonly JsonSchemaExporterOptions Exported = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Written };

    private readonly Lazy<string[]> _parts = new(() => Build(endpoints).ToJsonString(new JsonSerializerOptions(Answers) { WriteIndented = false }).Split($"\"{Url}\""));

    /// <summary>The document for a caller.</summary>
    /// <param name="url">Where the server is.</param>
    public string For(string url) => $"{_parts.Value[0]}{JsonValue.Create(url).ToJsonString()}{_parts.Value[1]}\n";

    private static JsonObject Build(EndpointDataSource endpoints)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        schemas["Problem"] = Component(Problems.Json.Options.GetJsonSchemaAsNode(typeof(Problem), Exported), "Problem");
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
            ["servers"] = new JsonArray(new JsonObject { ["url"] = Url }),
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
        foreach (var field in endpoint.Metadata.GetMetadata<CallQuery>()?.Fields ?? [])
            parameters.Add(Parameter(field));
        var call = new JsonObject { ["tags"] = new JsonArray(TagOf(path)), ["summary"] = summary };
        if (parameters.Count > 0)
            call["parameters"] = parameters;
        if (endpoint.Metadata.GetMetadata<CallBody>() is { } body)
            call["requestBody"] = Body(body, schemas);
        var responses = new JsonObject();
        foreach (var response in endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(one => one.StatusCode < 400).DistinctBy(one => one.StatusCode))
            responses[$"{response.StatusCode}"] = Response(response, schemas);
        if (responses.Count == 0)
            responses["200"] = new JsonObject { ["description"] = "Done" };
        responses["default"] = Refusal();
        call["responses"] = responses;
        return call;
    }

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
            call["requestBody"] = Body(
                new CallBody(null, () => FieldSchema.Of(hook.Fields), hook.Fields.Any(field => field.Required), HookView.ExampleOf(hook).GetRawText()), []);
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
                schema["enum"] = new JsonArray([.. WorldValues.VendorNames.Select(vendor => (JsonNode)vendor)]);
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

    private static JsonObject Body(CallBody body, JsonObject schemas)
    {
        if (body.Name is { } name && !schemas.ContainsKey(name))
            schemas[name] = Component(body.Schema(), name);
        var content = new JsonObject
        {
            ["schema"] = body.Name is { } named ? CallDescription.Reference(named) : body.Schema(),
            ["example"] = JsonNode.Parse(body.Example),
        };
        return new JsonObject { ["required"] = body.Required, ["content"] = new JsonObject { ["application/json"] = content } };
    }

    private static JsonObject Response(IProducesResponseTypeMetadata response, JsonObject schemas)
    {
        var described = new JsonObject { ["description"] = response.StatusCode switch { 201 => "Made", 204 => "Done; there is nothing to show", _ => "Done" } };
        if (response.Type is null || response.Type == typeof(void))
            return described;
        var content = new JsonObject();
        foreach (var type in response.ContentTypes.DefaultIfEmpty("application/json"))
            content[type] = new JsonObject { ["schema"] = Answer(response.Type, schemas) };
        described["content"] = content;
        return described;
    }

    private static JsonObject Answer(Type type, JsonObject schemas)
    {
        if (type == typeof(string))
            return new JsonObject { ["type"] = "string" };
        // What a vendor's rows or another format decide is not typed here.
        if (type == typeof(JsonElement) || type == typeof(JsonObject))
            return new JsonObject { ["type"] = "object" };
        var name = NameOf(type);
        if (!schemas.ContainsKey(name))
            schemas[name] = Component(Answers.GetJsonSchemaAsNode(type, Exported), name);
        return CallDescription.Reference(name);
    }

    // What is null is left out of answers.
    private static JsonNode Written(JsonSchemaExporterContext context, JsonNode schema)
    {
        if ((schema as JsonObject)?["required"] is JsonArray required)
        {
            var absent = context.TypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name).ToHashSet();
            schema["required"] = new JsonArray([.. required.Where(name => !absent.Contains(name!.GetValue<string>())).Select(name => name!.DeepClone())]);
        }

        return Faults(context, schema);
    }

    // Views hold faults as JSON of their own serializer, whose schema is that of the call that takes them.
    private static JsonNode Faults(JsonSchemaExporterContext context, JsonNode schema) => (context.PropertyInfo?.DeclaringType, context.PropertyInfo?.Name) switch
    {
        (Type view, "fault") when view == typeof(FaultView) => CallDescription.Reference(FaultsEndpoints.Schema),
        (Type view, "faults") when view == typeof(FaultProfileView) => new JsonObject { ["type"] = "array", ["items"] = CallDescription.Reference(FaultsEndpoints.Schema) },
        _ => schema,
    };

    private static JsonObject Refusal() => new()
    {
        ["description"] = "What is wrong, and what would be right",
        ["content"] = new JsonObject { [JsonContent.Problem] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
    };

    // References begin at a schema's own root until it is a part of a document.
    private static JsonNode Component(JsonNode schema, string name)
    {
        (schema as JsonObject)?.Remove("$schema");
        return JsonNode.Parse(Anything(schema).ToJsonString().Replace("\"$ref\":\"#/", $"\"$ref\":\"{CallBody.Components}{name}/", StringComparison.Ordinal)
            .Replace($"{CallBody.Components}{name}/components/schemas/", CallBody.Components, StringComparison.Ordinal))!;
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
}
