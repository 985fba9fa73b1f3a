using System.Text.Json;

namespace VendorMocks;

/// <summary>Reads the credentials that a caller chooses for a world, by their roles.</summary>
internal static class WorldKeys
{
    private const int LongestKey = 200;

    private const string Accepted = "a text of 1 to 200 printable ASCII characters without blanks, or an object of the values that callers send";

    /// <summary>The chosen credentials; empty when something is wrong, which the input then says.</summary>
    /// <param name="vendor">Whose.</param>
    /// <param name="world">The world's name, which the minted ones follow from.</param>
    /// <param name="input">Roles with their keys.</param>
    /// <param name="chosen">Receives the chosen keys with the places where they stand.</param>
    public static IReadOnlyList<Credential> Read(Vendor vendor, string world, ControlInput input, Dictionary<string, string> chosen)
    {
        var roles = vendor.CredentialsOf(world);
        input.Expect([.. roles.Select(credential => credential.Role)]);
        var result = new List<Credential>();
        foreach (var minted in roles)
        {
            if (input.Value(minted.Role) is not { } value || Chosen(minted, value, input) is not { } credential)
                continue;
            if (result.Exists(one => one.Key == credential.Key))
                input.Refuse(Refused.Bad(minted.Role, credential.Key, "a key that no other role has"), minted.Role);
            chosen[credential.Key] = input.PointerTo(minted.Role);
            result.Add(credential);
        }

        return result;
    }

    /// <summary>A minted credential with another key, wherever the key stands in what callers send.</summary>
    private static Credential? Chosen(Credential minted, JsonElement value, ControlInput input)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject())
            {
                if (!minted.Values.ContainsKey(field.Name))
                    return Wrong(Refused.Unknown("value", field.Name, field.Value.GetRawText(), [.. minted.Values.Keys]));
                if (field.Value.ValueKind != JsonValueKind.String || !IsKey(field.Value.GetString()!.Split(' ')[^1]))
                    return Wrong(Refused.Bad(field.Name, field.Value.GetRawText(), Accepted));
                own[field.Name] = field.Value.GetString()!;
            }
        }
        else if (value.ValueKind != JsonValueKind.String || !IsKey(value.GetString()!))
        {
            return Wrong(Refused.Bad(minted.Role, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), Accepted));
        }

        // A header may have a scheme before the key.
        var holder = minted.Values.First(pair => pair.Value.Split(' ')[^1] == minted.Key).Key;
        var key = value.ValueKind == JsonValueKind.String ? value.GetString()! : own.TryGetValue(holder, out var given) ? given.Split(' ')[^1] : minted.Key;
        var values = minted.Values.ToDictionary(pair => pair.Key, pair => pair.Value.Replace(minted.Key, key, StringComparison.Ordinal));
        foreach (var (name, text) in own)
            values[name] = name == holder ? minted.Values[name].Replace(minted.Key, key, StringComparison.Ordinal) : text;
        return minted with { Key = key, Values = values };

        Credential? Wrong(Problem problem)
        {
            input.Refuse(problem, minted.Role);
            return null;
        }
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= LongestKey && text.All(c => c is > ' ' and < '\u007f');
}
