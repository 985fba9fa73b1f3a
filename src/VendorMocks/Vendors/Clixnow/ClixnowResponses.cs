using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>How Clixnow says yes and no.</summary>
internal static class ClixnowResponses
{
    private static readonly IReadOnlyDictionary<string, string[]> NoErrors = ReadOnlyDictionary<string, string[]>.Empty;

    /// <summary>CN-36.</summary>
    public static ApiResponse Created(ClixnowLead lead, ClixnowRules rules) =>
        new(rules.CreateStatus, new JsonContent<ClixnowCreatedLead>(ClixnowCreatedLead.Of(lead), ClixnowWire.Json.ClixnowCreatedLead));

    /// <summary>CN-41: a bare array.</summary>
    public static ApiResponse Found(ClixnowFoundLead[] leads) =>
        new(200, new JsonContent<ClixnowFoundLead[]>(leads, ClixnowWire.Json.ClixnowFoundLeadArray));

    /// <summary>CN-09: the error object, also where no field is to blame.</summary>
    public static ApiResponse Error(int status, string rule, string message) => Error(status, rule, message, NoErrors);

    /// <summary>CN-09, CN-12: the error object with the texts of each field.</summary>
    public static ApiResponse Error(int status, string rule, string message, IReadOnlyDictionary<string, string[]> errors) =>
        new(status, new JsonContent<ClixnowErrorBody>(new ClixnowErrorBody(message, errors), ClixnowWire.Json.ClixnowErrorBody)) { Why = rule };

    /// <summary>CN-60, CN-02: nothing but a status.</summary>
    public static ApiResponse Bare(int status, string rule) => new(status) { Why = rule };
}

/// <summary>CN-09.</summary>
internal sealed record ClixnowErrorBody(string Message, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>What is wrong with the fields of one call, in the order in which they are checked.</summary>
internal sealed class ClixnowErrors
{
    private readonly Dictionary<string, string[]> _texts = [];
    private string? _rule;

    public bool Any => _rule is not null;

    /// <summary>Notes a text of a field; a second one stands behind the first.</summary>
    public void Add(string rule, string field, string text)
    {
        _rule ??= rule;
        _texts[field] = _texts.TryGetValue(field, out var known) ? [.. known, text] : [text];
    }

    /// <summary>CN-10, CN-12: one answer with everything that is wrong.</summary>
    public ApiResponse Refuse() => Refuse("One or more validation errors occurred.");

    /// <summary>The same under another message.</summary>
    public ApiResponse Refuse(string message) => ClixnowResponses.Error(400, _rule!, message, _texts);
}

/// <summary>A lead as its creation is answered.</summary>
internal sealed record ClixnowCreatedLead(
    long LeadId,
    string RedirectUrl,
    string? SubCampaign,
    string? Placement,
    string? Keyword,
    string? Sub2,
    string? ClickId,
    string CrmId)
{
    public static ClixnowCreatedLead Of(ClixnowLead lead) => new(
        lead.Id,
        lead.RedirectUrl,
        lead.SubCampaign,
        lead.Placement,
        lead.Keyword,
        lead.Sub2,
        lead.ClickId,
        lead.CrmId.ToString(System.Globalization.CultureInfo.InvariantCulture)); // CN-39: whatever the affiliate may see
}

/// <summary>A lead as a search shows it to one affiliate; brand and visibility are those of the moment of the call.</summary>
internal sealed record ClixnowFoundLead(ClixnowLead Lead, string BrandName, ClixnowAffiliate Viewer, ClixnowRules Rules)
{
    /// <summary>CN-54.</summary>
    public string ClientType => Lead.FtdDate is not null == (Rules.ClientTypeWords == ClixnowClientTypeWords.AsDocumented) ? "Client" : "Depositor";
}

/// <summary>Writes found leads: which keys there are depends on the affiliate and on CN-53.</summary>
internal sealed class ClixnowFoundLeadWriter : JsonConverter<ClixnowFoundLead>
{
    public override ClixnowFoundLead Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Found leads are only written.");

    public override void Write(Utf8JsonWriter writer, ClixnowFoundLead value, JsonSerializerOptions options)
    {
        var lead = value.Lead;
        var absent = value.Rules.HiddenField == ClixnowHiddenField.Absent;
        writer.WriteStartObject();
        writer.WriteNumber("id", lead.Id);
        writer.WriteString("email", lead.Email);
        writer.WriteString("status", lead.Status);
        WriteNumber(writer, "crmId", lead.CrmId, value.Viewer.SeesCrmId, absent);
        WriteNumber(writer, "brandId", lead.BrandId, value.Viewer.SeesBrandId, absent);
        writer.WriteString("brandName", value.BrandName);
        WriteTime(writer, "createdOn", lead.CreatedOn);
        WriteTime(writer, "updatedOn", lead.UpdatedOn);
        if (value.Viewer.SeesFtdDate && lead.FtdDate is { } ftdDate)
            WriteTime(writer, "ftdDate", ftdDate);
        else if (value.Viewer.SeesFtdDate || !absent)
            writer.WriteNull("ftdDate");
        writer.WriteString("clickId", lead.ClickId);
        writer.WriteString("sub2", lead.Sub2);
        writer.WriteString("subCampaign", lead.SubCampaign);
        writer.WriteString("keyword", lead.Keyword);
        writer.WriteString("placement", lead.Placement);
        writer.WriteString("clientType", value.ClientType);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long value, bool visible, bool absent)
    {
        if (visible)
            writer.WriteNumber(name, value);
        else if (!absent)
            writer.WriteNull(name);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[ClixnowTimes.Length];
        ClixnowTimes.Format(time, text);
        writer.WriteString(name, text);
    }
}
