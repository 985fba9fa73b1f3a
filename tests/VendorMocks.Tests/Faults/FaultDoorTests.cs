using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Every kind through every door: the door without a socket beside <see cref="SocketsHttpHandler"/> and a real connection.</summary>
public sealed class FaultDoorTests(DoorsFixture doors)
{
    private const string Body = "the answer";

    /// <summary>What each kind makes a caller meet who reads the answer whole, and what is met in another way of asking.</summary>
    private static readonly (Fault Fault, string Whole, string? Streamed)[] Kinds =
    [
        (Fault.Status(503), "503 text/plain; charset=utf-8 24 why=fault:status: 503 Service Unavailable\n", null),
        (Fault.Status(429), """429 application/json; charset=utf-8 37 why=fault:status: {"message":"API rate limit exceeded"}""", null),
        (Fault.Status(200) with { Body = "<p>Back soon</p>", ContentType = "text/html" }, "200 text/html 16 why=fault:status: <p>Back soon</p>", null),
        (Fault.Refusal(FaultRefusal.UnknownKey), """403 application/json; charset=utf-8 27 why=fault:refusal: {"error":"Invalid API key"}""", null),
        (Fault.Delay(TimeSpan.FromSeconds(3)), Body, null),
        (Fault.SlowBody(100), Body, null),
        (Fault.Cut(), "HttpRequestException/ResponseEnded <- HttpIOException/ResponseEnded", null),
        (Fault.Empty(), "HttpRequestException/ResponseEnded <- HttpIOException/ResponseEnded", null),
        (Fault.Reset(), "HttpRequestException/Unknown <- IOException <- SocketException/ConnectionReset", null),
        (Fault.Timeout(), "TaskCanceledException <- TimeoutException", null),
        (Fault.CutBody(), "HttpRequestException/ResponseEnded <- HttpIOException/ResponseEnded", "half of it, then HttpIOException/ResponseEnded"),
        (Fault.Malformed(), Body, null),
        (Fault.WrongType(), Body, null),
        (Fault.Stale(), Body, null),
        (Fault.Duplicate(), Body, null),
    ];

    public static TheoryData<int, string> KindsAndWays =>
        [.. from kind in Enumerable.Range(0, Kinds.Length) from way in FaultMeeting.Ways select (kind, way)];

    public static TheoryData<int> KindNumbers => [.. Enumerable.Range(0, Kinds.Length)];

    [Theory]
    [MemberData(nameof(KindsAndWays))]
    public async Task A_caller_meets_the_same_in_memory_as_on_a_real_connection(int kind, string way)
    {
        var (fault, whole, streamed) = Kinds[kind];
        using var memory = Arrange(DoorKind.Handler, fault);
        using var real = Arrange(DoorKind.Kestrel, fault);
        var met = await FaultMeeting.MeetAsync(memory, way);
        Assert.Equal(await FaultMeeting.MeetAsync(real, way), met);
        Assert.Equal(real.World.Clock.Now, memory.World.Clock.Now);
        Assert.Equal(fault.Kind, memory.World.Journal.Exchanges[^1].Fault);
        Assert.Equal(fault.Kind, real.World.Journal.Exchanges[^1].Fault);
        Assert.Null(real.World.Journal.Exchanges[^1].FaultNote);
        Assert.Equal(met.Contains("Exception", StringComparison.Ordinal), memory.World.Journal.Exchanges[^1].FaultNote is not null);
        if (whole != Body && (way != "streamed" || streamed is null))
            Assert.Equal(whole, met);
    }

    [Theory]
    [MemberData(nameof(KindNumbers))]
    public async Task A_server_in_memory_shows_the_fault_and_says_where_it_had_no_connection(int kind)
    {
        var (fault, whole, _) = Kinds[kind];
        using var stage = Arrange(DoorKind.Factory, fault);
        var met = await FaultMeeting.MeetAsync(stage, "whole");
        var exchange = stage.World.Journal.Exchanges[^1];
        Assert.Equal(fault.Kind, exchange.Fault);
        if (fault is CutFault or EmptyFault or ResetFault or CutBodyFault)
        {
            Assert.Contains("Exception", met, StringComparison.Ordinal);
            Assert.Contains("In memory there is no connection", exchange.FaultNote, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(exchange.FaultNote);
            if (whole != Body)
                Assert.Equal(whole, met);
        }
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    public async Task A_body_is_cut_in_its_middle_after_a_whole_head(DoorKind door)
    {
        using var stage = Arrange(door, null);
        var whole = await stage.LeadDyno.GetByteArrayAsync(Leads(stage));
        stage.World.LeadDyno.Faults.Add(Fault.CutBody());
        using var response = await stage.LeadDyno.GetAsync(Leads(stage), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(whole.Length, response.Content.Headers.ContentLength);
        await using var body = await response.Content.ReadAsStreamAsync();
        var half = new byte[whole.Length / 2];
        await body.ReadExactlyAsync(half);
        Assert.Equal(whole[..half.Length], half);
        await Assert.ThrowsAsync<HttpIOException>(async () => await body.ReadExactlyAsync(new byte[1]));
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    public async Task An_answer_without_a_body_is_cut_before_it_begins(DoorKind door)
    {
        using var stage = Arrange(door, Fault.CutBody());
        var head = await Assert.ThrowsAsync<HttpRequestException>(() => stage.LeadDyno.SendAsync("HEAD", Leads(stage)));
        Assert.Equal(HttpRequestError.ResponseEnded, head.HttpRequestError);
        var options = await Assert.ThrowsAsync<HttpRequestException>(() => stage.LeadDyno.SendAsync("OPTIONS", "leads"));
        Assert.Equal(HttpRequestError.ResponseEnded, options.HttpRequestError);
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    [InlineData(DoorKind.Factory)]
    public async Task A_slow_body_takes_its_time_on_the_worlds_clock(DoorKind door)
    {
        using var stage = Arrange(door, Fault.SlowBody(100));
        var start = stage.World.Clock.Now;
        var body = await stage.LeadDyno.GetByteArrayAsync(Leads(stage));
        Assert.Equal(TimeSpan.FromSeconds(body.Length / 100.0), stage.World.Clock.Now - start);
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    public async Task A_clock_that_does_not_skip_delays_makes_the_caller_wait_for_it(DoorKind door)
    {
        using var stage = Arrange(door, Fault.Delay(TimeSpan.FromMinutes(1)));
        stage.World.Clock.SkipDelays(false);
        var start = stage.World.Clock.Now;
        var answering = stage.LeadDyno.GetAsync(new Uri(Leads(stage), UriKind.Relative));
        while (!answering.IsCompleted)
        {
            stage.World.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        using var response = await answering;
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.True(stage.World.Clock.Now - start >= TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    [InlineData(DoorKind.Factory)]
    public async Task A_malformed_body_is_one_that_no_parser_reads(DoorKind door)
    {
        using var stage = Arrange(door, Fault.Malformed());
        var body = await stage.LeadDyno.GetByteArrayAsync(Leads(stage));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(System.Text.Encoding.UTF8.GetString(body)));
    }

    [Theory]
    [InlineData(DoorKind.Handler)]
    [InlineData(DoorKind.Kestrel)]
    public async Task A_wrong_type_and_a_doubled_body_are_told_as_they_are(DoorKind door)
    {
        using var stage = Arrange(door, null);
        var plain = await stage.LeadDyno.Get(Leads(stage));
        var wrong = stage.World.LeadDyno.Faults.Add(Fault.WrongType());
        var page = await stage.LeadDyno.Get(Leads(stage));
        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        Assert.Equal(plain.Body, page.Body);
        wrong.Dispose();
        stage.World.LeadDyno.Faults.Add(Fault.Duplicate());
        var twice = await stage.LeadDyno.Get(Leads(stage));
        Assert.Equal(plain.Body + plain.Body, twice.Body);
        Assert.Equal(twice.Body.Length, twice.ContentHeaders.ContentLength);
    }

    [Fact]
    public async Task A_timeout_on_a_clock_that_waits_ends_with_the_callers_own_patience()
    {
        using var stage = Arrange(DoorKind.Handler, Fault.Timeout());
        stage.World.Clock.SkipDelays(false);
        Assert.Equal("TaskCanceledException <- TimeoutException", await FaultMeeting.MeetAsync(stage, "whole"));
    }

    private static string Leads(Stage stage) => "leads?key=" + stage.World.LeadDyno.Key;

    private Stage Arrange(DoorKind door, Fault? fault)
    {
        var stage = doors.Open(door);
        var before = stage.LeadDyno.Form("POST", "leads", "key", stage.World.LeadDyno.Key, "email", "a@example.com").GetAwaiter().GetResult();
        Assert.Equal(201, before.Status);
        // Something older, for an answer that is stale.
        Assert.Equal(200, stage.LeadDyno.Get(Leads(stage)).GetAwaiter().GetResult().Status);
        if (fault is not null)
            stage.World.LeadDyno.Faults.Add(fault);
        return stage;
    }
}
