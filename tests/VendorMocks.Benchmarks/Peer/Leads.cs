using System.Globalization;
using System.Net.Http.Json;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>The records that both sides hold before anything is measured, and the calls on them.</summary>
internal static class Leads
{
    /// <summary>A world with that many leads, limits off, frozen like every world in process.</summary>
    public static World Open(int count)
    {
        var world = World.Open(new WorldOptions { Limits = false });
        FillAsync(world, count).GetAwaiter().GetResult();
        return world;
    }

    /// <summary>Makes leads by calls, so that nothing but the vendor's own rules decides what they hold.</summary>
    public static async Task FillAsync(World world, int count)
    {
        using var client = world.LeadDyno.CreateClient();
        for (var i = 1; i <= count; i++)
        {
            var n = i.ToString(CultureInfo.InvariantCulture);
            using var content = Json($$"""
                {"key":"{{world.LeadDyno.Key}}","email":"lead{{n}}@example.com","first_name":"First {{n}}","last_name":"Last {{n}}",
                "url":"https://shop.example.com/{{n}}","referrer":"https://search.example.org/find?q=desks","city":"Exampleton","country":"Exampleland","phone":"555 0100"}
                """);
            using var response = await client.PostAsync(new Uri("leads", UriKind.Relative), content);
            Expect.Same(201, (int)response.StatusCode, "status of a new lead");
        }
    }

    /// <summary>The same records for the peer, oldest first.</summary>
    public static PeerLead[] Copy(World world)
    {
        var leads = new List<PeerLead>();
        using var client = world.LeadDyno.CreateClient();
        for (var page = 1; ; page++)
        {
            var some = client.GetFromJsonAsync(List(world.LeadDyno.Key, page, 200), PeerJson.Default.PeerLeadArray).GetAwaiter().GetResult()!;
            leads.AddRange(some);
            if (some.Length < 200)
                break;
        }

        leads.Reverse();
        return [.. leads];
    }

    public static Uri List(string key, int page, int size) => new($"leads?key={key}&page={page}&per_page={size}", UriKind.Relative);

    /// <summary>The body of a call that makes a lead nobody made before.</summary>
    public static string New(string key, long n) => $$"""{"key":"{{key}}","email":"new{{n}}@example.com","first_name":"Robin","last_name":"Example"}""";

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}

/// <summary>Ends the run when something answers other than it should: a figure of wrong answers says nothing.</summary>
internal static class Expect
{
    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"{what}: expected {expected}, got {actual}.");
    }
}
