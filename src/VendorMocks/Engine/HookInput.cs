using System.Globalization;

namespace VendorMocks;

/// <summary>
/// Reads the input of a hook, as JSON values or as the texts of a form, and keeps the first thing wrong with it. A field that
/// is absent, null or an empty text reads as null.
/// </summary>
/// <param name="fields">What was given.</param>
internal sealed class HookInput(FieldMap fields)
{
    /// <summary>The first field that could not be read; null when all is well.</summary>
    public HookProblem? Problem { get; private set; }

    /// <summary>Whether a field was sent at all, be it null or empty: what an update needs to tell "clear" from "keep".</summary>
    public bool Has(string name) => fields[name] is not null;

    /// <summary>Notes a problem unless there is one already.</summary>
    public void Refuse(string name, string message) => Problem ??= new HookProblem(400, name, message);

    /// <summary>A text; a number counts as its digits.</summary>
    public string? Text(string name, bool required = false)
    {
        var field = Given(name, required);
        if (field is null || field.Kind is FieldKind.Text or FieldKind.Number)
            return field?.Text;
        Refuse(name, $"{name} must be a text.");
        return null;
    }

    /// <summary>A text that may be cleared: the current one where none was sent, null for null, else what was sent, also an empty one.</summary>
    public string? Kept(string name, string? current)
    {
        if (fields[name] is not { } field)
            return current;
        if (field.Kind is not (FieldKind.Text or FieldKind.Number or FieldKind.Null))
            Refuse(name, $"{name} must be a text or null.");
        return field.Kind == FieldKind.Null ? null : field.Text;
    }

    /// <summary>A whole number of 64 bits.</summary>
    public long? Integer(string name, bool required = false)
    {
        if (Given(name, required) is not { } field)
            return null;
        if (field.Kind is FieldKind.Text or FieldKind.Number
            && long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Refuse(name, $"{name} must be a whole number, not {field}.");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (Given(name, required: false) is not { } field)
            return null;
        if (field.IsScalar && field.Text is "true" or "false")
            return field.Text == "true";
        Refuse(name, $"{name} must be true or false, not {field}.");
        return null;
    }

    /// <summary>A time in ISO 8601, UTC unless it says otherwise.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Given(name, required: false) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text && IsoTime.TryParse(field.Text, out var moment))
            return moment;
        Refuse(name, $"{name} must be a time such as 2026-01-01T12:00:00Z, not {field}.");
        return null;
    }

    /// <summary>One of an enumeration's names, in their case.</summary>
    public T? Choice<T>(string name, bool required = false)
        where T : struct, Enum
    {
        if (Given(name, required) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text && Enum.TryParse<T>(field.Text, out var value) && Enum.GetName(value) == field.Text)
            return value;
        Refuse(name, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, not {field}.");
        return null;
    }

    /// <summary>Texts: a list of them, or one text with commas between.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Given(name, required: false) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text)
            return field.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (field.Kind == FieldKind.List && field.Items.All(item => item.Kind is FieldKind.Text or FieldKind.Number))
            return [.. field.Items.Select(item => item.Text)];
        Refuse(name, $"{name} must be a list of texts, not {field}.");
        return null;
    }

    /// <summary>An object; empty where none was given.</summary>
    public FieldMap? Object(string name)
    {
        if (Given(name, required: false) is not { } field)
            return null;
        if (field.Kind == FieldKind.Map)
            return field.Map;
        Refuse(name, $"{name} must be an object, not {field}.");
        return null;
    }

    private Field? Given(string name, bool required)
    {
        var field = fields[name];
        if (field is not null && field.Kind != FieldKind.Null && !(field.Kind == FieldKind.Text && field.Text.Length == 0))
            return field;
        if (required)
            Refuse(name, $"{name} must be given.");
        return null;
    }
}
