using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>
/// The body of a control call: a JSON object whatever its Content-Type says, or nothing. Read strictly: the first thing wrong
/// with it becomes <see cref="Problem"/>, and a field that nobody expects is wrong.
/// </summary>
internal sealed class ControlInput : IBindableFromHttpContext<ControlInput>
{
    /// <summary>People may leave comments and commas.</summary>
    internal static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly ControlInput? _parent;
    private readonly string _pointer = "";
    private Problem? _problem;

    private ControlInput(JsonElement body, Problem? problem)
    {
        Body = body;
        _problem = problem;
    }

    private ControlInput(JsonElement body, ControlInput parent, string pointer)
    {
        Body = body;
        _parent = parent;
        _pointer = pointer;
    }

    /// <summary>Reads a value; false when it is none of that kind.</summary>
    public delegate bool TryRead<T>(JsonElement value, out T result);

    /// <summary>The object; undefined when there was none.</summary>
    public JsonElement Body { get; }

    /// <summary>What is wrong with it, or null.</summary>
    public Problem? Problem => _parent is null ? _problem : _parent.Problem;

    public static async ValueTask<ControlInput?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (body, tooLarge) = await KestrelDoor.ReadBodyAsync(context.Request).ConfigureAwait(false);
        return tooLarge
            ? new ControlInput(default, new Problem(Problems.TitleOf(413), 413, $"The body is larger than {Doors.MaxBodyBytes} bytes.", "body"))
            : Parse(body);
    }

    public static ControlInput Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return new ControlInput(default, null);
        try
        {
            using var document = JsonDocument.Parse(body, Lenient);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
                return new ControlInput(default, Refused.Bad("body", root.GetRawText(), "a JSON object, or no body"));
            DecodeAll(root);
            return new ControlInput(root, null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            var text = System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 200)]);
            return new ControlInput(default, Refused.Bad("body", text, "a JSON object, or no body", $" It is not JSON: {unreadable.Message}"));
        }
    }

    /// <summary>Refuses fields of other names.</summary>
    public ControlInput Expect(params string[] names)
    {
        if (Problem is not null || Body.ValueKind != JsonValueKind.Object)
            return this;
        foreach (var field in Body.EnumerateObject())
        {
            if (!names.Contains(field.Name))
                Refuse(Refused.Unknown("field", field.Name, field.Value.GetRawText(), names), field.Name);
        }

        return this;
    }

    /// <summary>Refuses a body without a field.</summary>
    public ControlInput Need(string name, string accepted)
    {
        if (Problem is null && Value(name) is null)
            Refuse(Refused.Absent(name, accepted));
        return this;
    }

    /// <summary>Reads a field; null when it is absent, null or wrong, and then <see cref="Problem"/> says so.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="accepted">What would be right.</param>
    /// <param name="read">Reads the value.</param>
    public T? Read<T>(string name, string accepted, TryRead<T> read)
        where T : struct
    {
        if (Problem is not null || Body.ValueKind != JsonValueKind.Object
            || !Body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (read(value, out var result))
            return result;
        Refuse(Refused.Bad(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), accepted), name);
        return null;
    }

    /// <summary>Reads a text; null when it is absent, null or none, and then <see cref="Problem"/> says so.</summary>
    public string? Text(string name, string accepted)
    {
        if (Problem is not null || Body.ValueKind != JsonValueKind.Object
            || !Body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Refuse(Refused.Bad(name, value.GetRawText(), accepted), name);
        return null;
    }

    public bool? Flag(string name) => Read(name, "true or false", static (JsonElement value, out bool flag) =>
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    });

    /// <summary>Says what is wrong, unless something is already.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="name">The field at fault; without one the whole of it.</param>
    public void Refuse(Problem problem, string? name = null)
    {
        if (_parent is not null)
            _parent.Refuse(problem.Pointer is null ? problem with { Pointer = PointerTo(name) } : problem);
        else
            _problem ??= problem.Pointer is null && name is not null ? problem with { Pointer = PointerTo(name) } : problem;
    }

    /// <summary>Where a field stands, as a JSON pointer (RFC 6901).</summary>
    public string PointerTo(string? name = null) => name is null ? _pointer : $"{_pointer}/{Escaped(name)}";

    /// <summary>The value of a field; null when it is absent or null.</summary>
    public JsonElement? Value(string name) =>
        Problem is null && Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>An object in a field; null when it is absent, null or wrong.</summary>
    public ControlInput? Nested(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new ControlInput(value, this, PointerTo(name));
        Refuse(Refused.Bad(name, value.GetRawText(), "an object"), name);
        return null;
    }

    /// <summary>The objects in the fields of this object.</summary>
    public IEnumerable<(string Name, ControlInput Value)> Members() =>
        Body.EnumerateObject().Select(field => (field.Name, Value: Nested(field.Name))).Where(pair => pair.Value is not null).Select(pair => (pair.Name, pair.Value!));

    /// <summary>The lists of objects in the fields of this object; one object stands for a list of it.</summary>
    public IEnumerable<(string Name, IReadOnlyList<ControlInput> Items)> Lists()
    {
        foreach (var field in Body.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object)
                yield return (field.Name, [new ControlInput(field.Value, this, PointerTo(field.Name))]);
            else if (field.Value.ValueKind == JsonValueKind.Array && field.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
                yield return (field.Name, [.. field.Value.EnumerateArray().Select((item, at) => new ControlInput(item, this, $"{PointerTo(field.Name)}/{at}"))]);
            else
                Refuse(Refused.Bad(field.Name, field.Value.GetRawText(), "a list of objects"), field.Name);
        }
    }

    /// <summary>The items of a list in a field, with where they stand.</summary>
    public IEnumerable<(JsonElement Item, string Pointer)> Array(string name, string accepted)
    {
        if (Value(name) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, at) => (item, $"{PointerTo(name)}/{at}"))];
        Refuse(Refused.Bad(name, value.GetRawText(), accepted), name);
        return [];
    }

    /// <summary>The objects of a list in a field; what is none is refused.</summary>
    public IReadOnlyList<ControlInput> Items(string name, string accepted)
    {
        var items = new List<ControlInput>();
        foreach (var (item, pointer) in Array(name, accepted))
        {
            if (item.ValueKind == JsonValueKind.Object)
                items.Add(new ControlInput(item, this, pointer));
            else
                Refuse(Refused.Bad(name, item.GetRawText(), accepted), name);
        }

        return items;
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The body as hooks read theirs.</summary>
    public FieldMap Fields() => FieldsOf(Body);

    /// <summary>An object as hooks read theirs; no fields when there is none.</summary>
    public static FieldMap FieldsOf(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? FieldMap.Of(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, FieldOf(member.Value))))
        : FieldMap.Empty;

    private static Field FieldOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Field.OfMap(FieldsOf(value)),
        JsonValueKind.Array => Field.OfList(value.EnumerateArray().Select(FieldOf)),
        JsonValueKind.String => Field.OfText(value.GetString()!),
        JsonValueKind.Number => Field.OfNumber(value.GetRawText()),
        JsonValueKind.True => Field.True,
        JsonValueKind.False => Field.False,
        _ => Field.Null,
    };

    // Half of a surrogate pair is met only when a text is decoded, so all are, here where it can be refused.
    private static void DecodeAll(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    DecodeAll(item);
                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    _ = field.Name;
                    DecodeAll(field.Value);
                }

                break;
        }
    }
}
