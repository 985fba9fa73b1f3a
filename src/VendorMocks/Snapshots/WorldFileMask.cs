using System.Text;
using System.Text.Json;

namespace VendorMocks;

/// <summary>Covers keys, passwords and what else is secret in a world's file, and marks the file so that nobody imports it.</summary>
internal sealed class WorldFileMask
{
    /// <summary>The property that a masked file has.</summary>
    public const string Mark = "masked";

    private readonly HashSet<string> _keys;

    /// <summary>Knows the keys of a snapshot, so that they are covered wherever they stand.</summary>
    public WorldFileMask(WorldSnapshot snapshot) => _keys = KeysOf(snapshot);

    /// <summary>A file with its secrets covered.</summary>
    /// <param name="file">UTF-8 JSON as <see cref="WorldFile"/> writes it.</param>
    public byte[] File(ReadOnlySpan<byte> file)
    {
        using var output = new MemoryStream(file.Length);
        using (var writer = new Utf8JsonWriter(output))
        {
            var reader = new Utf8JsonReader(file);
            var (name, secret) = ("", false);
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        secret = IsSecret(name);
                        writer.WritePropertyName(_keys.Contains(name) ? SecretMask.Cover : name);
                        break;
                    case JsonTokenType.String:
                        writer.WriteStringValue(Value(name, secret, reader.GetString()!));
                        break;
                    case JsonTokenType.StartObject:
                        writer.WriteStartObject();
                        if (writer.CurrentDepth == 1)
                            writer.WriteBoolean(Mark, true);
                        break;
                    case JsonTokenType.EndObject:
                        writer.WriteEndObject();
                        break;
                    case JsonTokenType.StartArray:
                        writer.WriteStartArray();
                        break;
                    case JsonTokenType.EndArray:
                        writer.WriteEndArray();
                        break;
                    default:
                        writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                        break;
                }
            }
        }

        return output.ToArray();
    }

    /// <summary>A field's value, covered if it is secret.</summary>
    public JsonElement? Field(string name, JsonElement? value)
    {
        if (value is not { } shown || shown.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)
            return value;
        if (IsSecret(name))
            return Covered();
        return shown.ValueKind == JsonValueKind.String && _keys.Contains(shown.GetString()!) ? Covered() : value;
    }

    private static JsonElement Covered() => JsonSerializer.SerializeToElement(SecretMask.Cover, WorldFileJson.Default.String);

    private static HashSet<string> KeysOf(WorldSnapshot snapshot)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vendor in Vendors.All)
        {
            keys.UnionWith(snapshot.Options.CredentialsOf(vendor).Select(credential => credential.Key));
            if (snapshot.Vendors[vendor.Index] is { } saved)
                keys.UnionWith(saved.KeysIn(saved.ToState(vendor, snapshot.Options.Seed)));
        }

        return keys;
    }

    private string Value(string name, bool secret, string text)
    {
        if (text.Length == 0)
            return text;
        if (secret || _keys.Contains(text))
            return SecretMask.Cover;
        // Bodies that wait in the outbox, and the addresses they go to.
        return name switch
        {
            "bytes" => Convert.ToBase64String(Encoding.UTF8.GetBytes(SecretMask.Body(Encoding.UTF8.GetString(Convert.FromBase64String(text)), ""))),
            "url" => SecretMask.Url(text),
            _ => text,
        };
    }

    private static bool IsSecret(string name) => SecretMask.IsKept(name);
}
