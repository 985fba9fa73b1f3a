using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace VendorMocks;

/// <summary>Reads JSON into fields.</summary>
internal static class FieldJson
{
    public static FieldReading Read(ReadOnlySpan<byte> body, bool ignoreCase, int maxDepth)
    {
        int mark = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        body = body[mark..];
        if (body.IsEmpty) return FieldReading.Unreadable("JSON: empty body");
        // The JSON reader itself looks only at the strings it is asked for.
        if (!Utf8.IsValid(body)) return FieldReading.Unreadable(FieldReader.InvalidUtf8(FieldReader.FirstInvalid(body) + mark));

        // One more than allowed, so that the check below comes first and words the problem.
        int readerDepth = Math.Min(maxDepth, int.MaxValue - 1) + 1;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = readerDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, ignoreCase, maxDepth);
            if (root is null) return FieldReading.Unreadable(FieldTree.TooDeep(maxDepth));
            reader.Read();
            return new(root, null);
        }
        catch (JsonException problem)
        {
            return FieldReading.Unreadable(Wording(body, problem));
        }
        catch (InvalidOperationException)
        {
            // The bytes are valid, so it is an escaped half of a surrogate pair, which is no character.
            return FieldReading.Unreadable(string.Create(
                CultureInfo.InvariantCulture, $"JSON: lone surrogate in the string at byte {reader.TokenStartIndex + mark}"));
        }
    }

    /// <summary>The value that the reader stands on; null when it nests too deep.</summary>
    private static Field? ReadValue(ref Utf8JsonReader reader, bool ignoreCase, int maxDepth) => reader.TokenType switch
    {
        JsonTokenType.String => Field.OfText(reader.GetString()!),
        JsonTokenType.Number => Field.OfNumber(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => Field.True,
        JsonTokenType.False => Field.False,
        JsonTokenType.Null => Field.Null,
        _ when reader.CurrentDepth >= maxDepth => null,
        JsonTokenType.StartArray => ReadArray(ref reader, ignoreCase, maxDepth),
        _ => ReadObject(ref reader, ignoreCase, maxDepth),
    };

    private static Field? ReadArray(ref Utf8JsonReader reader, bool ignoreCase, int maxDepth)
    {
        var items = new List<Field>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, ignoreCase, maxDepth) is not { } item) return null;
            items.Add(item);
        }

        return Field.OwnList([.. items]);
    }

    private static Field? ReadObject(ref Utf8JsonReader reader, bool ignoreCase, int maxDepth)
    {
        var members = new FieldBranch(ignoreCase);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (ReadValue(ref reader, ignoreCase, maxDepth) is not { } value) return null;
            members.Set(name, value); // CN-16: the last of repeated members counts
        }

        return Field.OfMap(members.ToMap(FieldBrackets.None));
    }

    private static string Wording(ReadOnlySpan<byte> body, JsonException problem)
    {
        long line = problem.LineNumber ?? 0, inLine = problem.BytePositionInLine ?? 0;
        long at = 0;
        for (long i = 0; i < line; i++) at += body[(int)at..].IndexOf((byte)'\n') + 1;
        at += inLine;
        string what = at >= body.Length ? "end"
            : body[(int)at] is > 0x20 and < 0x7F ? $"'{(char)body[(int)at]}'"
            : string.Create(CultureInfo.InvariantCulture, $"byte 0x{body[(int)at]:X2}");
        return string.Create(CultureInfo.InvariantCulture, $"JSON: unexpected {what} at line {line + 1}, column {inLine + 1}");
    }
}
