using System.Globalization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A landing page; its key decides whose leads are meant.</summary>
public sealed record FlexbeSite
{
    /// <summary>Number of the account.</summary>
    public required long Id { get; init; }

    /// <summary>Number of the landing page, unique.</summary>
    public required long SubId { get; init; }

    /// <summary>Its domain, unique.</summary>
    public required string Domain { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What callers send; empty while it has none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The number of its last lead.</summary>
    public long LastNum { get; init; }
}

/// <summary>A URL that is called when something happens on a site.</summary>
/// <param name="Id">Number; hooks are called in the order of these.</param>
/// <param name="SiteId">The landing page (<c>sub_id</c>).</param>
/// <param name="Url">Called exactly as it is.</param>
public sealed record FlexbeHookUrl(long Id, long SiteId, string Url);

/// <summary>The site as events show it (FB-57); strings like all scalars.</summary>
internal sealed record FlexbeSiteBody(string Id, string SubId, string Domain, string Name)
{
    public static FlexbeSiteBody Of(FlexbeSite site) => new(
        site.Id.ToString(CultureInfo.InvariantCulture),
        site.SubId.ToString(CultureInfo.InvariantCulture),
        site.Domain,
        site.Name);
}

/// <summary>The operation on the connection itself.</summary>
internal static class FlexbeSites
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Flexbe.Row("connection.check", Documented, "Whether the key is good", Check, "checkConnection"),
    ];

    // FB-09
    private static ApiResponse Check(Call call, FlexbeState state) => state.Ok(new FlexbeStatusBody(1), FlexbeResponses.Json.FlexbeStatusBody);
}
