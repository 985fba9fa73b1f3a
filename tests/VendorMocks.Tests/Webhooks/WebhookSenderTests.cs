using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace VendorMocks.Tests;

/// <summary>Deliveries over real sockets.</summary>
public sealed class WebhookSenderTests
{
    [Fact]
    [Rule("FB-58")]
    public async Task A_call_arrives_as_configured_with_nothing_added()
    {
        string? target = null, body = null;
        string[] headers = [];
        await using var receiver = await Front.StartAsync(async context =>
        {
            target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            headers = [.. context.Request.Headers.Select(header => $"{header.Key}: {header.Value}").Order()];
            using var reader = new StreamReader(context.Request.Body);
            body = await reader.ReadToEndAsync();
            context.Response.StatusCode = 202;
            await context.Response.WriteAsync("taken");
        });
        using var world = World.Open();
        using var activity = new Activity("somebody traces").Start();
        world.Send(receiver.Address + "/h?token=%7Es&x=%2f..", "a=1");
        var attempt = Assert.Single((await world.SettledAsync()).Attempts);
        Assert.Equal((202, "taken"), (attempt.Status, attempt.Answer));
        Assert.Equal("/h?token=%7Es&x=%2f..", target);
        Assert.Equal("a=1", body);
        Assert.Equal(["Content-Length: 3", "Content-Type: text/plain", $"Host: {new Uri(receiver.Address).Authority}"], headers);
    }

    [Fact]
    [Rule("FB-61")]
    public async Task A_redirect_is_not_followed_and_counts_as_failed()
    {
        var calls = 0;
        await using var receiver = await Front.StartAsync(context =>
        {
            calls++;
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        using var world = World.Open();
        world.Send(receiver.Address + "/");
        var delivery = await world.SettledAsync();
        Assert.Equal((DeliveryState.Failed, 302, 1), (delivery.State, delivery.Attempts[0].Status, calls));
    }

    [Fact]
    public async Task A_GET_has_no_body_and_a_long_answer_is_cut()
    {
        await using var receiver = await Front.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Method + context.Request.ContentLength + new string('x', 10_000)));
        using var world = World.Open();
        world.Webhooks.Enqueue([new WebhookMessage("test", "event", "GET", receiver.Address + "/?a=1", null)], world.Clock.Now);
        var attempt = Assert.Single((await world.SettledAsync()).Attempts);
        Assert.StartsWith("GETx", attempt.Answer, StringComparison.Ordinal);
        Assert.Equal(4096, attempt.Answer.Length);
    }

    [Fact]
    public async Task A_dead_port_is_a_failed_attempt_with_its_reason()
    {
        using var world = World.Open();
        world.Send("http://127.0.0.1:1/");
        var delivery = await world.SettledAsync();
        Assert.Equal(DeliveryState.Failed, delivery.State);
        Assert.Contains("127.0.0.1:1", Assert.Single(delivery.Attempts).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_below_localhost_is_this_machine()
    {
        await using var receiver = await Front.StartAsync(_ => Task.CompletedTask);
        using var world = World.Open();
        world.Send($"http://crm.localhost:{new Uri(receiver.Address).Port}/");
        Assert.Equal(DeliveryState.Delivered, (await world.SettledAsync()).State);
    }

    [Fact]
    public async Task An_address_is_checked_again_when_the_socket_connects()
    {
        using var sender = new WebhookSender();
        var delivery = new WebhookDelivery
        {
            Id = 1,
            Vendor = "test",
            Event = "event",
            Subject = "",
            Method = "POST",
            Url = "http://203.0.113.9/",
            Endpoint = "",
            RaisedAt = default,
            DueAt = default,
        };
        var attempt = await sender.SendAsync(delivery, null, TargetPolicy.Default, default, TestContext.Current.CancellationToken);
        Assert.Contains("neither on this machine nor in a private network", attempt.Error, StringComparison.Ordinal);
    }
}
