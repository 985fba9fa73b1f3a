using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Gives a saved vendor the credentials of a world of another name.</summary>
internal static class Readmission
{
    private const int ShortestKey = 16;

    public static VendorSnapshot Of(Vendor vendor, VendorSnapshot saved, IReadOnlyList<Credential> from, string to)
    {
        var state = saved.ToState(vendor, 0);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, minted) in from.Zip(vendor.CredentialsOf(to)))
        {
            names[old.Key] = minted.Key;
            foreach (var (name, value) in old.Values)
                names[value] = minted.Values[name];
        }

        foreach (var table in state.Store.Tables)
        {
            foreach (var row in table.Rows.ToArray())
            {
                if (state.CredentialIn(row) is not { } key)
                    continue;
                // A key that came later than the world's opening: any that is nobody else's will do.
                names.TryAdd(key, RandomSource.Of($"{to} {key}").Hex($"{vendor.Name}.key", 0, Math.Clamp(key.Length, ShortestKey, 128)));
                var json = JsonSerializer.SerializeToNode(row, table.Json)!;
                Rename(json, names);
                table.Replace(json.Deserialize(table.Json)!);
            }
        }

        state.Store.Commit();
        return new VendorSnapshot(
            state.Store.Snapshot(),
            saved.Rules,
            [.. saved.Windows.Select(window => window with { Key = names.GetValueOrDefault(window.Key, window.Key) })],
            saved.AgendaBroken,
            saved.Seeded);
    }

    private static void Rename(JsonNode json, Dictionary<string, string> names)
    {
        if (json is JsonObject row)
        {
            foreach (var (name, value) in row.ToArray())
            {
                if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && names.TryGetValue(text.GetValue<string>(), out var renamed))
                    row[name] = renamed;
            }
        }
    }
}
