using System.Net;

namespace VendorMocks.Tests;

/// <summary>The door without a socket beside the real one: a caller must not be able to tell them apart.</summary>
public sealed class HandlerDoorTests(DoorsFixture doors)
{
    public static TheoryData<DoorKind> BothDoors => [DoorKind.Handler, DoorKind.Kestrel];

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task A_redirect_is_followed_and_the_request_message_points_to_its_end(DoorKind door)
    {
        using var stage = doors.Open(door);
        using var request = new HttpRequestMessage(HttpMethod.Get, "../api?api_key=" + stage.World.Flexbe.Key + "&method=checkConnection");
        using var response = await stage.Flexbe.SendAsync(request);
        Assert.Equal("""{"status":1}""", await response.Content.ReadAsStringAsync());
        Assert.Same(request, response.RequestMessage);
        Assert.EndsWith("/mod/api/", request.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal([301, 200], stage.World.Journal.Exchanges.Select(exchange => exchange.Response.Status));
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task A_redirected_POST_becomes_a_GET_without_its_body(DoorKind door)
    {
        using var stage = doors.Open(door);
        var answer = await stage.Flexbe.Form("POST", "../api", "api_key", stage.World.Flexbe.Key);
        Assert.Contains("Invalid api_key", answer.Body, StringComparison.Ordinal);
        Assert.Equal("GET", stage.World.Journal.Exchanges[^1].Request.Method);
        Assert.True(stage.World.Journal.Exchanges[^1].Request.Body.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public void The_synchronous_path_answers_too(DoorKind door)
    {
        using var stage = doors.Open(door);
        using var request = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = Answers.FormBody(["api_key", stage.World.Flexbe.Key, "method", "checkConnection"]),
        };
        using var response = stage.Flexbe.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        Assert.Equal("""{"status":1}""", reader.ReadToEnd());
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task HEAD_has_the_length_but_not_the_body(DoorKind door)
    {
        using var stage = doors.Open(door);
        var answer = await stage.Flexbe.SendAsync("HEAD", $"?api_key={stage.World.Flexbe.Key}&method=checkConnection");
        Assert.Equal("", answer.Body);
        Assert.Equal(12, answer.ContentHeaders.ContentLength);
        Assert.Equal("application/json; charset=utf-8", answer.ContentHeaders.ContentType!.ToString());
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task A_cancelled_call_throws_what_HttpClient_throws(DoorKind door)
    {
        using var stage = doors.Open(door);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => stage.Flexbe.GetAsync(new Uri("", UriKind.Relative), source.Token));
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task Statuses_headers_and_versions_read_alike(DoorKind door)
    {
        using var stage = doors.Open(door);
        using var response = await stage.Flexbe.PutAsync(new Uri("", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("Method Not Allowed", response.ReasonPhrase);
        Assert.Equal(["GET", "HEAD", "POST", "OPTIONS"], response.Content.Headers.Allow);
        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.Equal(0, response.Content.Headers.ContentLength);
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task A_body_over_the_bound_gets_the_vendors_refusal(DoorKind door)
    {
        using var stage = doors.Open(door);
        using var content = new ByteArrayContent(new byte[Doors.MaxBodyBytes + 1]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var answer = await stage.LeadDyno.SendAsync("POST", $"leads?key={stage.World.LeadDyno.Key}", content);
        Assert.Equal(413, answer.Status);
        Assert.Equal("""{"error":"Request body too large"}""", answer.Body);
        Assert.True(stage.World.Journal.Exchanges[^1].Request.BodyTooLarge);
    }

    [Theory]
    [MemberData(nameof(BothDoors))]
    public async Task Every_answer_names_its_exchange_and_a_refusal_its_rule(DoorKind door)
    {
        using var stage = doors.Open(door);
        var refused = await stage.LeadDyno.Get("leads");
        Assert.Equal("LD-02", refused.Header("X-Mocks-Why"));
        var served = await stage.LeadDyno.Get("leads?key=" + stage.World.LeadDyno.Key);
        Assert.Null(served.Header("X-Mocks-Why"));
        Assert.Equal("2", served.Header("X-Mocks-Exchange"));
    }

    [Fact]
    public async Task Another_scheme_is_refused_as_SocketsHttpHandler_refuses_it()
    {
        using var world = World.Open();
        using var ours = new HttpClient(world.Flexbe.CreateHandler());
        using var theirs = new HttpClient(new SocketsHttpHandler());
        var expected = await Assert.ThrowsAsync<NotSupportedException>(() => theirs.GetAsync(new Uri("ftp://example.com/")));
        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => ours.GetAsync(new Uri("ftp://example.com/")));
        Assert.Equal(expected.Message, thrown.Message);
    }
}
