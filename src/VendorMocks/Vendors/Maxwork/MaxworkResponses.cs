using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>How Maxwork says yes and no: three bodies, none with an id (MW-10).</summary>
internal static class MaxworkResponses
{
    private const string WrongFormat = "The following property was in the wrong format.";

    private static readonly TextContent Nothing = new("{}", JsonContent.Utf8);

    /// <summary>MW-06: the one success text, also for an update and for archiving.</summary>
    public static ApiResponse Inserted { get; } = new(200, Message("Data was successfully inserted!"));

    /// <summary>MW-07, MW-09: a property is missing or wrong; which one only the journal says unless the rule wants it told.</summary>
    public static ApiResponse Wrong(MaxworkRules rules, MaxworkWrong wrong)
    {
        var named = rules.NameProperty == MaxworkNameProperty.Yes && wrong.Property.Length > 0;
        return new ApiResponse(400, Message(named ? $"{WrongFormat} {wrong.Property}" : WrongFormat))
        {
            Why = wrong.Rule,
            Detail = wrong.Property.Length > 0 ? $"{wrong.Property}: {wrong.Expected}" : wrong.Expected,
        };
    }

    /// <summary>MW-08: everything else that goes wrong.</summary>
    public static ApiResponse Empty(int status, string rule) => new(status, Nothing) { Why = rule };

    private static JsonContent<MaxworkMessage> Message(string text) => new(new MaxworkMessage(text), MaxworkJson.Default.MaxworkMessage);
}

/// <summary>The body of an answer.</summary>
internal sealed record MaxworkMessage([property: JsonPropertyName("Message")] string Message);

/// <summary>What is wrong with a body.</summary>
/// <param name="Rule">The rule that refuses it.</param>
/// <param name="Property">The property as it was sent or should have been; empty when the body as a whole is at fault.</param>
/// <param name="Expected">What would be right.</param>
internal sealed record MaxworkWrong(string Rule, string Property, string Expected);

/// <summary>MW-50: what the account's own system is told of a new lead.</summary>
internal sealed record MaxworkMapping(
    [property: JsonPropertyName("External_LeadId")] string ExternalLeadId,
    [property: JsonPropertyName("Lead_Id")] long LeadId,
    [property: JsonPropertyName("Contact_Id")] long ContactId)
{
    public const string Event = "mapping";

    /// <summary>Due at once, a single attempt.</summary>
    public static WebhookMessage Of(string url, string externalId, MaxworkLead lead) => new(
        Maxwork.Instance.Name,
        Event,
        "POST",
        url,
        new JsonContent<MaxworkMapping>(new MaxworkMapping(externalId, lead.Id, lead.ContactId), MaxworkJson.Default.MaxworkMapping))
    {
        Subject = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"lead {lead.Id}"),
    };
}
