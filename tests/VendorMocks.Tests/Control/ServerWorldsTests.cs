namespace VendorMocks.Tests;

/// <summary>Worlds of one server do not meet.</summary>
public sealed class ServerWorldsTests
{
    private const int Worlds = 200;

    [Fact]
    public async Task Two_hundred_worlds_used_at_once_have_each_its_own_data_clock_and_faults()
    {
        await using var control = await ControlCalls.StartAsync();

        var seen = await Task.WhenAll(Enumerable.Range(0, Worlds).Select(number => UseAsync(control, number)));

        Assert.Equal(Worlds, seen.Distinct().Count());
        Assert.Equal(Worlds + 1, control.Server.Host.Worlds.Count);
        Assert.Equal(0, control.Server.Default.Journal.Total);
        Assert.Equal(0, control.Server.Host.Unclaimed.Total);
    }

    /// <summary>Every world gets as many leads, hours and faults as its number says; the keys alone tell them apart.</summary>
    private static async Task<string> UseAsync(ControlCalls control, int number)
    {
        var (name, leads, faults) = ($"w{number}", 1 + number % 5, number % 3);
        var opened = await control.Put("/worlds/" + name, """{"running":false}""");
        var key = opened["vendors"].EnumerateArray().Single(vendor => vendor.GetProperty("vendor").GetString() == "leaddyno")
            .GetProperty("credentials")[0].GetProperty("values").GetProperty("key").GetString()!;
        if (faults > 0)
            await control.Post($"/worlds/{name}/faults", $$"""{"kind":"status","status":503,"operation":"leads.list","times":{{faults}}}""");
        await control.Post($"/worlds/{name}/clock/advance", $$"""{"by":"PT{{number}}H"}""");
        for (var i = 0; i < leads; i++)
            Assert.Equal(201, (await control.Client.Form("POST", "/leaddyno/v1/leads", "key", key, "email", $"lead{i}@{name}.example.com")).Status);
        for (var i = 0; i < faults; i++)
            Assert.Equal(503, (await control.Client.Get("/leaddyno/v1/leads?key=" + key)).Status);

        var listed = await control.Client.Get("/leaddyno/v1/leads?key=" + key);
        Assert.Equal(200, listed.Status);
        var start = WorldOptions.DefaultStart.AddHours(number);
        Assert.Equal(leads, listed.Json.GetArrayLength());
        Assert.All(listed.Json.EnumerateArray(), lead =>
        {
            Assert.EndsWith($"@{name}.example.com", lead.GetProperty("email").GetString(), StringComparison.Ordinal);
            Assert.Equal(start, lead.GetProperty("created_at").GetDateTimeOffset());
        });
        var diff = await control.Get($"/worlds/{name}/diff");
        Assert.Equal(leads, diff["records"].EnumerateArray().Count(row => row.GetProperty("table").GetString() == "leads"));
        Assert.Equal($"{leads + faults + 1}", (await control.Get("/worlds/" + name)).Text("exchanges"));
        return listed.Body;
    }
}
