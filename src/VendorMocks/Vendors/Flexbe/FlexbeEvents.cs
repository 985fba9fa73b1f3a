using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>What a site's hook URLs are told.</summary>
internal static class FlexbeEvents
{
    public const string Lead = "lead";
    public const string Pay = "pay";

    /// <summary>FB-59: sends an event to each hook URL of the lead's site, in configured order.</summary>
    /// <returns>The deliveries' numbers.</returns>
    public static IReadOnlyList<long> Raise(Call call, FlexbeState state, FlexbeLead lead, string what)
    {
        var site = state.Sites.Find(lead.SiteId)!;
        var deliveries = new List<long>();
        FlexbeEventContent? content = null;
        foreach (var hook in state.HooksBySite.Ascending(site.SubId))
        {
            // FB-55: the values of this moment, whatever becomes of the lead before the delivery is due.
            content ??= new FlexbeEventContent(new FlexbeEventBody(what, FlexbeSiteBody.Of(site), FlexbeLeadBody.Of(lead, site, state)));
            deliveries.Add(call.Send(new WebhookMessage(Flexbe.Instance.Name, what, "POST", hook.Url, content)
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"lead {lead.Id}"),
                // FB-60, FB-61
                Delay = TimeSpan.FromSeconds(state.Values.HookDelaySeconds),
                RetrySeconds = state.Values.HookRetrySeconds,
            }));
        }

        return deliveries;
    }
}

/// <summary>An event, in the order in which it is sent (FB-55).</summary>
internal sealed record FlexbeEventBody(string Event, FlexbeSiteBody Site, FlexbeLeadBody Data);

/// <summary>FB-54: an event as a form with nested names, made from the same JSON that the API sends.</summary>
internal sealed class FlexbeEventContent(FlexbeEventBody body) : ResponseContent
{
    public override string ContentType => FormContent.FormUrlEncoded;

    public override object? Value => body;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        using var json = JsonSerializer.SerializeToDocument(body, FlexbeResponses.Json.FlexbeEventBody);
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var part in json.RootElement.EnumerateObject())
            Flatten(part.Name, part.Value, fields);
        new FormContent(fields).WriteTo(output);
    }

    // FB-56: nulls and empty arrays leave nothing behind.
    private static void Flatten(string name, JsonElement value, List<KeyValuePair<string, string>> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Object:
                foreach (var part in value.EnumerateObject())
                    Flatten($"{name}[{part.Name}]", part.Value, fields);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Flatten(string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]"), item, fields);
                break;
            default:
                fields.Add(KeyValuePair.Create(name, value.ToString()));
                break;
        }
    }
}
