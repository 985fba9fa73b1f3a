using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Plays fixtures against a world through the door without a socket.</summary>
internal static class FixtureReplay
{
    /// <summary>All fixtures of all vendors, by vendor.</summary>
    public static IReadOnlyList<(Vendor Vendor, Fixture Fixture)> All { get; } =
    [
        .. from vendor in Vendors.All
           let folder = Repository.PathTo("fixtures", vendor.Name)
           where Directory.Exists(folder)
           from fixture in FixtureSet.Load(folder).Fixtures
           select (vendor, fixture),
    ];

    /// <summary>Arranges, asks, and returns the answer with the fixture as it was filled in.</summary>
    public static async Task<(Answer Answer, Fixture Fixture)> PlayAsync(World world, Vendor vendor, Fixture fixture)
    {
        using var answers = new HttpResponseMessage();
        var played = await new FakeTarget(vendor, world).Player.PlayAsync(fixture);
        var (status, type, bytes) = played.Answer;
        answers.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return (new Answer(status, Encoding.UTF8.GetString(bytes.Span), answers.Headers, answers.Content.Headers), played.Fixture);
    }

    /// <summary>An answer's body as JSON, unwrapped where it is JSONP; undefined where there is none.</summary>
    public static JsonElement Parse(string body) => new PlayedAnswer(0, "", Encoding.UTF8.GetBytes(body)).Body;
}
