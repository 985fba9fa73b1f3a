using System.Buffers;
using System.Text;
using System.Text.Json;

namespace VendorMocks;

/// <summary>What a <see cref="Field"/> holds.</summary>
public enum FieldKind
{
    /// <summary>A JSON null, or a Rack field without an equals sign.</summary>
    Null,

    /// <summary>Text; every field of a query or form is text.</summary>
    Text,

    /// <summary>A JSON number, kept as it was written.</summary>
    Number,

    /// <summary>A JSON true or false.</summary>
    Boolean,

    /// <summary>An ordered list.</summary>
    List,

    /// <summary>Names with their fields.</summary>
    Map,
}

/// <summary>One value that a caller sent, in a query, a form or JSON; immutable.</summary>
public sealed class Field
{
    /// <summary>The null value.</summary>
    public static readonly Field Null = new(FieldKind.Null, "");

    /// <summary>The boolean true.</summary>
    public static readonly Field True = new(FieldKind.Boolean, "true");

    /// <summary>The boolean false.</summary>
    public static readonly Field False = new(FieldKind.Boolean, "false");

    /// <summary>The empty text.</summary>
    public static readonly Field EmptyText = new(FieldKind.Text, "");

    /// <summary>The empty list.</summary>
    public static readonly Field EmptyList = new(FieldKind.List, Array.Empty<Field>());

    /// <summary>The empty map.</summary>
    public static readonly Field EmptyMap = new(FieldKind.Map, FieldMap.Empty);

    private readonly object _content;

    private Field(FieldKind kind, object content)
    {
        Kind = kind;
        _content = content;
    }

    /// <summary>What this field holds.</summary>
    public FieldKind Kind { get; }

    /// <summary>True for everything but a list and a map.</summary>
    public bool IsScalar => Kind < FieldKind.List;

    /// <summary>The text; a number's literal as it stood; <c>true</c> or <c>false</c>; empty for the other kinds.</summary>
    public string Text => _content as string ?? "";

    /// <summary>The elements of a list; empty for the other kinds.</summary>
    public IReadOnlyList<Field> Items => _content as IReadOnlyList<Field> ?? [];

    /// <summary>The members of a map; <see cref="FieldMap.Empty"/> for the other kinds.</summary>
    public FieldMap Map => _content as FieldMap ?? FieldMap.Empty;

    /// <summary>A text field.</summary>
    public static Field OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? EmptyText : new(FieldKind.Text, text);
    }

    /// <summary>A number field.</summary>
    /// <param name="literal">The number in JSON's notation, kept as it is and not checked.</param>
    public static Field OfNumber(string literal)
    {
        ArgumentException.ThrowIfNullOrEmpty(literal);
        return new(FieldKind.Number, literal);
    }

    /// <summary>A boolean field.</summary>
    public static Field OfBoolean(bool value) => value ? True : False;

    /// <summary>A list of the given elements, which are copied.</summary>
    public static Field OfList(params IEnumerable<Field> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return OwnList([.. items]);
    }

    /// <summary>A map field.</summary>
    public static Field OfMap(FieldMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Count == 0 ? EmptyMap : new(FieldKind.Map, map);
    }

    /// <summary>The field as compact JSON, for messages and comparisons; numbers as they were written.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = int.MaxValue }))
            Write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A list that takes the array over; the caller must not touch it again.</summary>
    internal static Field OwnList(Field[] items)
        => items.Length == 0 ? EmptyList : new(FieldKind.List, Array.AsReadOnly(items));

    private void Write(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case FieldKind.Null: writer.WriteNullValue(); break;
            case FieldKind.Text: writer.WriteStringValue(Text); break;
            case FieldKind.Number or FieldKind.Boolean: writer.WriteRawValue(Text, skipInputValidation: true); break;
            case FieldKind.List:
                writer.WriteStartArray();
                foreach (var item in Items) item.Write(writer);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var (name, field) in Map)
                {
                    writer.WritePropertyName(name);
                    field.Write(writer);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
