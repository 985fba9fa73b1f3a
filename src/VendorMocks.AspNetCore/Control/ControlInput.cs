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
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private ControlInput(JsonElement body, Problem? problem)
    {
        Body = body;
        Problem = problem;
    }

    /// <summary>Reads a value; false when it is none of that kind.</summary>
    public delegate bool TryRead<T>(JsonElement value, out T result);

    /// <summary>The object; undefined when there was none.</summary>
    public JsonElement Body { get; }

    /// <summary>What is wrong with it, or null.</summary>
    public Problem? Problem { get; private set; }

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
                Problem ??= Refused.Unknown("field", field.Name, field.Value.GetRawText(), names);
        }

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
        Problem = Refused.Bad(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), accepted);
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
        Problem = Refused.Bad(name, value.GetRawText(), accepted);
        return null;
    }

    public bool? Flag(string name) => Read(name, "true or false", static (JsonElement value, out bool flag) =>
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    });

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
