using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>
/// Covers the values of credentials where exchanges are shown, so that a log can be passed on. Only what is shown is covered:
/// the journal keeps what came.
/// </summary>
internal static class SecretMask
{
    public const string Cover = "***";

    private const string Names = "key|access_secret|api_key|token|password|authorization";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // Records spell their names in their vendors' ways: dashboardToken, access_secret.
    private static readonly string[] KeptNames = ["token", "secret", "password", "api_key", "apiKey"];

    // "token" : … The name may be written with escapes, as any letter in JSON may.
    private static readonly Regex NameInJson = new($"""("(?:{Names}|[^"\\]*(?:\\u[0-9a-f]{"{4}"}[^"\\]*)+)"\s*:\s*)""", Options);

    private static readonly Regex Escape = new("""\\u([0-9a-f]{4})""", Options);

    // name="token", then the rest of the part's head, an empty line, the value.
    private static readonly Regex InMultipart = new($"""(name="?(?:{Names})"?(?:[;][^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^\r\n]*)""", Options);

    /// <summary>Whether values of that name are covered; of a nested name (<c>login.password</c>) the innermost counts.</summary>
    public static bool Covers(string name) => IsSecret(Innermost(name[(name.LastIndexOf('.') + 1)..]));

    /// <summary>A URL with the values in its query covered.</summary>
    public static string Url(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? target : target[..(question + 1)] + Pairs(target[(question + 1)..]);
    }

    /// <summary>A header's value, covered if its name says so; of a scheme and a token only the token.</summary>
    public static string Header(string name, string value)
    {
        if (!IsSecret(name))
            return Url(value);
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        return name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && blank > 0 ? value[..(blank + 1)] + Cover : Cover;
    }

    /// <summary>A body of any kind.</summary>
    /// <param name="text">The body.</param>
    /// <param name="mediaType">Its Content-Type, as far as one is known.</param>
    public static string Body(string text, string mediaType)
    {
        if (mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return InMultipart.Replace(text, "$1" + Cover);
        var start = text.AsSpan().TrimStart();
        // A caller may mislabel its body, so its first character counts; JSONP has its JSON inside.
        return start is ['{' or '[', ..] || !text.Contains('=', StringComparison.Ordinal)
            ? Json(text)
            : Json(Pairs(text));
    }

    /// <summary>A record: the key that it stands for, and whatever is named like a secret.</summary>
    /// <param name="record">Its JSON, which is changed.</param>
    /// <param name="credential">The key that it stands for, or null.</param>
    public static void Record(JsonObject record, string? credential)
    {
        foreach (var (name, value) in record.ToArray())
        {
            if (value is JsonObject inner)
                Record(inner, credential);
            foreach (var item in (value as JsonArray ?? []).OfType<JsonObject>())
                Record(item, credential);
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
                && (text == credential || IsKept(name)))
            {
                record[name] = Cover;
            }
        }
    }

    /// <summary>What stands at a place of a body or among parameters, covered if the place's name says so.</summary>
    /// <param name="pointer">The place as JSON Pointer.</param>
    /// <param name="came">What stands there.</param>
    public static string Came(string pointer, string came) =>
        IsSecret(Innermost(pointer[(pointer.LastIndexOf('/') + 1)..])) ? Cover : Body(came, "application/json");

    /// <summary>JSON, however broken: what follows a secret's name, be it a list or an object, is one text.</summary>
    private static string Json(string text)
    {
        StringBuilder? covered = null;
        var kept = 0;
        for (var name = NameInJson.Match(text); name.Success; name = name.NextMatch())
        {
            var begin = name.Index + name.Length;
            if (name.Index < kept || !IsSecret(Unescaped(name.ValueSpan[1..name.ValueSpan.LastIndexOf('"')])))
                continue;
            var end = EndOfValue(text, begin);
            if (end == begin)
                continue;
            (covered ??= new StringBuilder(text.Length)).Append(text, kept, begin - kept).Append('"').Append(Cover).Append('"');
            kept = end;
        }

        return covered is null ? text : covered.Append(text, kept, text.Length - kept).ToString();
    }

    private static string Unescaped(ReadOnlySpan<char> name) =>
        Escape.Replace(name.ToString(), match => ((char)ushort.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    private static int EndOfValue(string text, int at)
    {
        var (depth, inText) = (0, false);
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (inText)
            {
                if (letter == '\\')
                    at++;
                inText = letter != '"';
                if (!inText && depth == 0)
                    return at + 1;
                continue;
            }

            inText = letter == '"';
            if (letter is '[' or '{')
                depth++;
            else if (letter is ']' or '}' && --depth <= 0)
                return depth < 0 ? at : at + 1;
            else if (depth == 0 && (letter == ',' || char.IsWhiteSpace(letter)))
                return at;
        }

        return text.Length;
    }

    /// <summary>Names and values joined by = and &amp;; of nested names (<c>login[password]</c>) the innermost counts.</summary>
    private static string Pairs(string text)
    {
        var pairs = text.Split('&');
        var covered = false;
        for (var i = 0; i < pairs.Length; i++)
        {
            var equals = pairs[i].IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !IsSecret(Innermost(Uri.UnescapeDataString(pairs[i][..equals]))))
                continue;
            pairs[i] = pairs[i][..(equals + 1)] + Cover;
            covered = true;
        }

        return covered ? string.Join('&', pairs) : text;
    }

    private static string Innermost(string name)
    {
        name = name.Trim();
        // An empty pair of brackets only says that there may be several.
        while (name.EndsWith("[]", StringComparison.Ordinal))
            name = name[..^2];
        return name[(name.LastIndexOf('[') + 1)..].TrimEnd(']');
    }

    /// <summary>Whether what a record keeps under a name is covered.</summary>
    public static bool IsKept(string name) =>
        IsSecret(name) || KeptNames.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsSecret(string name) => name.ToLowerInvariant() is "key" or "access_secret" or "api_key" or "token" or "password" or "authorization";
}
