using System.Net;

namespace VendorMocks.Tests;

public sealed class TargetPolicyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://127.9.9.9/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("http://app:8080/hook")]
    [InlineData("http://app.internal/")]
    [InlineData("http://r.test/h?token=s")]
    [InlineData("http://crm.LOCALHOST./")]
    public void This_machine_and_private_networks_may_be_called(string url) => Assert.Null(TargetPolicy.Default.Refusal(url));

    [Theory]
    [InlineData("http://203.0.113.9/hook")]
    [InlineData("http://172.32.0.1/")]
    [InlineData("http://192.169.0.1/")]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[64:ff9b::a00:1]/")]
    [InlineData("http://[2001:db8::1]/")]
    [InlineData("https://hooks.example.com/")]
    [InlineData("http://evil-localhost.example.com/")]
    [InlineData("http://test.example.org/")]
    [InlineData("http://10.0.0.1.example.net/")]
    public void Anything_else_is_refused_with_its_name(string url) =>
        Assert.Contains($"'{new Uri(url).IdnHost.Trim('[', ']')}'", TargetPolicy.Default.Refusal(url), StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://localhost/")]
    [InlineData("/relative")]
    [InlineData("http://")]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    public void What_is_no_web_address_is_refused_whatever_is_allowed(string url) =>
        Assert.Contains("no absolute http or https URL", TargetPolicy.Default.With(["*"]).Refusal(url), StringComparison.Ordinal);

    [Theory]
    [InlineData("hooks.example.com", "https://hooks.example.com/", true)]
    [InlineData("Hooks.Example.com.", "https://hooks.example.com/", true)]
    [InlineData("example.com", "https://hooks.example.com/", false)]
    [InlineData("*.example.com", "https://a.hooks.example.com/", true)]
    [InlineData("*.example.com", "https://example.com/", false)]
    [InlineData("203.0.113.9", "http://203.0.113.9/", true)]
    [InlineData("203.0.113.0/24", "http://203.0.113.200/", true)]
    [InlineData("203.0.113.0/24", "http://203.0.114.1/", false)]
    [InlineData("2001:db8::/32", "http://[2001:db8::7]/", true)]
    [InlineData("[2001:db8::7]", "http://[2001:db8::7]/", true)]
    [InlineData("169.254.169.254", "http://169.254.169.254/", true)]
    [InlineData("*", "https://anything.example.org/", true)]
    public void More_is_allowed_by_name_address_or_network(string target, string url, bool allowed) =>
        Assert.Equal(allowed, TargetPolicy.Default.With([target]).Refusal(url) is null);

    [Theory]
    [InlineData("app.internal", "203.0.113.9", false)]
    [InlineData("app.internal", "169.254.169.254", false)]
    [InlineData("app.internal", "10.0.0.7", true)]
    [InlineData("hooks.example.com", "203.0.113.9", true)]
    [InlineData("hooks.example.com", "10.0.0.7", true)]
    [InlineData("hooks.example.com", "169.254.169.254", false)]
    [InlineData("hooks.example.com", "::ffff:169.254.169.254", false)]
    [InlineData("hooks.example.com", "0.0.0.0", false)]
    [InlineData("other.example.com", "203.0.113.9", false)]
    public void The_address_behind_a_name_is_looked_at_too(string host, string address, bool allowed) =>
        Assert.Equal(allowed, TargetPolicy.Default.With(["hooks.example.com"]).Allows(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://x/")]
    [InlineData("a b")]
    [InlineData("*.*")]
    [InlineData("203.0.113.0/99")]
    [InlineData("")]
    public void A_text_that_is_no_target_is_refused_and_allows_nothing(string target)
    {
        using var world = World.Open();
        var fault = Assert.Throws<ArgumentException>(() => world.Webhooks.AllowTargets("hooks.example.com", target));
        Assert.Contains($"'{target}'", fault.Message, StringComparison.Ordinal);
        world.Send("https://hooks.example.com/");
        Assert.NotNull(world.Webhooks.Deliveries[0].Refused);
    }

    [Fact]
    public void A_refused_target_is_a_failed_delivery_that_says_what_to_do()
    {
        using var world = World.Open(new WorldOptions { WebhookTargets = ["hooks.example.org"] });
        world.Send("https://hooks.example.com/");
        var delivery = Assert.Single(world.Webhooks.Deliveries);
        Assert.Equal((DeliveryState.Failed, 0), (delivery.State, delivery.Attempts.Count));
        Assert.Contains("'hooks.example.com'", delivery.Refused, StringComparison.Ordinal);
        world.Webhooks.DeliverTo(new Receiver(HttpStatusCode.OK), "none.test");
        Assert.NotNull(world.Webhooks.Redeliver(1)!.Refused);
        world.Webhooks.DeliverTo(new Receiver(HttpStatusCode.OK), "hooks.example.org");
        world.Send("https://hooks.example.org/");
        Assert.Null(world.Webhooks.Deliveries[^1].Refused);
    }

    [Theory]
    [InlineData("http://r.test/h?a=%7E&b=%2f..%2F", "/h?a=%7E&b=%2f..%2F")]
    [InlineData("http://r.test/a/../b", "/a/../b")]
    [InlineData("http://r.test", "/")]
    [InlineData("http://r.test?a=1/2", "/?a=1/2")]
    [InlineData("http://r.test/ü?q= x", "/%C3%BC?q=%20x")]
    [InlineData("http://r.test/a#b", "/a")]
    [Rule("FB-58")]
    public void A_URL_is_used_as_it_is_and_only_escaped_where_it_must_be(string url, string target) =>
        Assert.Equal(target, TargetPolicy.AddressOf(url)!.PathAndQuery);
}
