using System.Text.Json.Serialization;

namespace VendorMocks.Benchmarks;

/// <summary>A lead as a hand-written API would hold it: the wire's shape of LeadDyno, so that both sides send the same bytes.</summary>
internal sealed record PeerLead
{
    public required long Id { get; init; }

    public required string Email { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required string Status { get; init; }

    public string? CustomStatus { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public PeerVisitor? LatestVisitor { get; init; }

    public PeerUrl? Url { get; init; }

    public PeerUrl? Referrer { get; init; }

    public PeerAffiliate? Affiliate { get; init; }

    public PeerCampaign? Campaign { get; init; }

    public string? SearchTerm { get; init; }

    public string? TrackingCode { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Zipcode { get; init; }

    public string? Country { get; init; }

    public string? Phone { get; init; }

    public PeerNothing CrmData { get; init; } = new();
}

internal sealed record PeerVisitor(long Id, string TrackingCode);

internal sealed record PeerUrl(long Id, string Url);

internal sealed record PeerAffiliate(long Id, string Email);

internal sealed record PeerCampaign(long Id, string Code);

internal sealed record PeerNothing;

/// <summary>What a caller sends to make a lead.</summary>
internal sealed record PeerNewLead(string Email, string? FirstName, string? LastName);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PeerLead[]))]
[JsonSerializable(typeof(PeerNewLead))]
internal sealed partial class PeerJson : JsonSerializerContext;
