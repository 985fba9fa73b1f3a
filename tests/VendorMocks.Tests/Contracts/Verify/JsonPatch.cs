using System.Globalization;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>Applies a JSON Patch (RFC 6902), as far as verifications propose them.</summary>
internal static class JsonPatch
{
    public static string Apply(string document, string patch)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var step in JsonNode.Parse(patch)!.AsArray())
        {
            var path = ((string)step!["path"]!).Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
            var parent = path.SkipLast(1).Aggregate(root, (at, name) => at is JsonArray list ? list[Index(name)]! : at[name]!);
            var (value, last) = (step["value"]?.DeepClone(), path[^1]);
            switch ((string)step["op"]!, parent)
            {
                case ("add", JsonArray list) when last == "-": list.Add(value); break;
                case ("add" or "replace", JsonObject o): o[last] = value; break;
                case ("replace", JsonArray list): list[Index(last)] = value; break;
                case ("remove", JsonArray list): list.RemoveAt(Index(last)); break;
                default: throw new InvalidOperationException(step.ToJsonString());
            }
        }

        return root.ToJsonString();
    }

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);
}
