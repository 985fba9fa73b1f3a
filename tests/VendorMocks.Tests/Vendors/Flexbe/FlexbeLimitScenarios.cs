namespace VendorMocks.Tests;

/// <summary>A hundred calls a minute, and which check comes first.</summary>
internal static class FlexbeLimitScenarios
{
    [Scenario("FB-15", "FB-20", "FB-22")]
    public static async Task The_101st_call_of_a_minute_is_refused_before_its_method_is_looked_at(Stage stage)
    {
        var flexbe = stage.Flexbe;
        var check = $"?api_key={stage.Key()}&method=checkConnection";
        for (var i = 0; i < 98; i++)
            Assert.Equal(FlexbeCaller.Checked, (await flexbe.Get(check)).Body);
        (await stage.Ask("nothing")).IsError(2, "Nonexistent method");
        stage.World.Clock.Advance(TimeSpan.FromSeconds(10));
        (await stage.Ask("changeLead", "&id=1")).IsError(2, "Lead not found");

        (await flexbe.Get(check)).IsError(1, "Request limit is exceeded");
        (await stage.Ask("nothing")).IsError(1, "Request limit is exceeded");
        (await flexbe.Get("?api_key=nope&method=nothing")).IsError(0, "Invalid api_key");
        stage.World.Clock.Advance(TimeSpan.FromSeconds(49));
        (await flexbe.Get(check)).IsError(1, "Request limit is exceeded");
        stage.World.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(FlexbeCaller.Checked, (await flexbe.Get(check)).Body);
    }

    [Scenario("FB-21")]
    public static async Task A_window_opens_with_its_first_call_and_ends_as_a_whole(Stage stage)
    {
        stage.World.Flexbe.Rules = stage.World.Flexbe.Rules with { RequestsPerMinute = 2 };
        stage.World.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection")).Body);
        stage.World.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection")).Body);
        (await stage.Ask("checkConnection")).IsError(1, "Request limit is exceeded");
        stage.World.Clock.Advance(TimeSpan.FromSeconds(1));
        // A sliding window would still count the second call.
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection")).Body);
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection")).Body);
        (await stage.Ask("checkConnection")).IsError(1, "Request limit is exceeded");
    }

    [Scenario("FB-20")]
    public static async Task Each_key_has_a_limit_of_its_own(Stage stage)
    {
        stage.World.Flexbe.Rules = stage.World.Flexbe.Rules with { RequestsPerMinute = 1 };
        var other = stage.World.Flexbe.AddSite("second.example").ApiKey;
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection")).Body);
        (await stage.Ask("checkConnection")).IsError(1, "Request limit is exceeded");
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Get($"?api_key={other}&method=checkConnection")).Body);
    }

    [Scenario("FB-23")]
    public static async Task No_header_tells_of_the_limit(Stage stage)
    {
        stage.World.Flexbe.Rules = stage.World.Flexbe.Rules with { RequestsPerMinute = 0 };
        var refused = await stage.Ask("checkConnection");
        refused.IsError(1, "Request limit is exceeded");
        Assert.DoesNotContain(
            refused.Headers.Concat(refused.ContentHeaders),
            line => line.Key.Contains("rate", StringComparison.OrdinalIgnoreCase) || line.Key.Contains("retry", StringComparison.OrdinalIgnoreCase));
    }
}
