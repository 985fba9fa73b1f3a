namespace VendorMocks.Tests;

public sealed class ControlClockTests
{
    [Fact]
    public async Task A_clock_is_frozen_moved_and_run()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false,"start":"2026-01-01T12:00:00Z"}""");

        Assert.Equal("2026-01-01T12:01:00Z", (await control.Post("/worlds/a/clock/advance", """{"by":"PT60S"}""")).Text("now"));
        Assert.Equal("2026-01-01T12:01:01.5Z", (await control.Post("/worlds/a/clock/advance", """{"seconds":1.5}""")).Text("now"));
        Assert.Equal("2026-02-01T00:00:00Z", (await control.Post("/worlds/a/clock/set", """{"to":"2026-02-01"}""")).Text("now"));
        Assert.Equal("2026-02-01T00:00:00Z", (await control.Get("/worlds/a/clock")).Text("now"));
        var running = await control.Post("/worlds/a/clock/run");
        Assert.True(running["running"].GetBoolean());
        Assert.False(control.Server.Host.Find("a")!.Clock.IsFrozen);
        Assert.False((await control.Post("/worlds/a/clock/freeze"))["running"].GetBoolean());
        Assert.True(control.Server.Host.Find("a")!.Clock.IsFrozen);
    }

    [Theory]
    [InlineData("advance", """{"by":"60"}""", "by", "PT60S")]
    [InlineData("advance", """{"by":60}""", "by", "PT60S")]
    [InlineData("advance", """{"by":"P1M"}""", "by", "days, hours, minutes and seconds")]
    [InlineData("advance", """{"by":"P1Y"}""", "by", "days, hours, minutes and seconds")]
    [InlineData("advance", """{"by":"-PT1S"}""", "by", "PT60S")]
    [InlineData("advance", """{"by":"P40000D"}""", "by", "P36525D")]
    [InlineData("advance", """{"by":"P99999999999999999999D"}""", "by", "P36525D")]
    [InlineData("advance", """{"seconds":-1}""", "seconds", "from 0")]
    [InlineData("advance", """{"seconds":1e300}""", "seconds", "from 0")]
    [InlineData("advance", """{"seconds":"60"}""", "seconds", "a number")]
    [InlineData("advance", """{"by":"PT1S","seconds":1}""", "seconds", "either by or seconds")]
    [InlineData("advance", "{}", "by", "by is missing")]
    [InlineData("advance", null, "by", "by is missing")]
    [InlineData("advance", """{"for":"PT1S"}""", "for", "no field 'for'")]
    [InlineData("set", null, "to", "to is missing")]
    [InlineData("set", """{"to":"noon"}""", "to", "ISO 8601")]
    [InlineData("freeze", """{"at":"noon"}""", "at", "no field 'at'")]
    [InlineData("run", """{"speed":2}""", "speed", "no field 'speed'")]
    public async Task A_bad_move_is_refused_by_name_and_moves_nothing(string move, string? body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false}""");

        var refused = await control.Post("/worlds/a/clock/" + move, body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(WorldOptions.DefaultStart, control.Server.Host.Find("a")!.Clock.Now);
    }

    [Fact]
    public async Task A_clock_is_not_set_back()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false}""");

        var refused = await control.Post("/worlds/a/clock/set", """{"to":"2025-12-31T00:00:00Z"}""");

        Assert.Equal((409, "to"), (refused.Status, refused.Text("field")));
        Assert.Contains("2026-01-01T12:00:00", refused.Text("accepted"), StringComparison.Ordinal);
        Assert.Equal(WorldOptions.DefaultStart, control.Server.Host.Find("a")!.Clock.Now);
    }

    [Fact]
    public async Task A_clock_ends_with_the_year_9999()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false,"start":"8999-12-31"}""");
        for (var century = 0; century < 10; century++)
            Assert.Equal(200, (await control.Post("/worlds/a/clock/advance", """{"by":"P36500D"}""")).Status);

        var refused = await control.Post("/worlds/a/clock/advance", """{"by":"P36500D"}""");

        Assert.True(refused.Status == 409, refused.Body);
        Assert.Contains("9999", refused.Text("detail"), StringComparison.Ordinal);
    }
}
