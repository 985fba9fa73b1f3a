using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>JSON bodies that differ from a good one in a member or two.</summary>
internal static class Bodies
{
    /// <summary>The same body with a member replaced or added.</summary>
    public static JsonObject With(this JsonObject body, string name, JsonNode? value)
    {
        body[name] = value?.DeepClone();
        return body;
    }

    /// <summary>The same body with members removed.</summary>
    public static JsonObject Without(this JsonObject body, params string[] names)
    {
        foreach (var name in names)
            body.Remove(name);
        return body;
    }
}
