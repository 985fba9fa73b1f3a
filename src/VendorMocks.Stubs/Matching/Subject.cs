using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>A text that patterns look at, and the JSON in it.</summary>
/// <param name="text">The text; null when it is absent.</param>
/// <param name="time">What looking at it may take.</param>
internal sealed class Subject(string? text, MatchTime time)
{
    private bool _parsed;
    private JToken? _json;
    private long _size;

    public string? Text => text;

    public MatchTime Time => time;

    /// <summary>The text as JSON; null when it is none.</summary>
    public JToken? Json
    {
        get
        {
            if (!_parsed)
                (_parsed, _json) = (true, text is null ? null : Parse(text));
            return _json;
        }
    }

    /// <summary>How many values the JSON has.</summary>
    public long Size => _size > 0 ? _size : _size = Json is JContainer container ? container.DescendantsAndSelf().LongCount() : 1;

    /// <summary>Reads JSON as it stands: no dates are guessed. Null for what is no JSON, or nested deeper than 64.</summary>
    public static JToken? Parse(string json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            var token = JToken.ReadFrom(reader);
            // Something after the value makes it no JSON.
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                    return null;
            }

            return token;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value as text: of texts the text itself, of the rest compact JSON.</summary>
    public static string TextOf(JToken token) => token.Type == JTokenType.String ? (string)token! : token.ToString(Formatting.None);
}
