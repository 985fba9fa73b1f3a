using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>
/// Many calls over all vendors with faults, webhooks and contract checks on. MOCKS_TEST_CALLS says how many: 20,000 here, a million
/// in a published run.
/// </summary>
[Collection(Alone.Name)]
public sealed class SoakTests
{
    private const int Tenths = 10;

    [Fact]
    public async Task Nothing_goes_wrong_but_what_was_asked_for_and_memory_does_not_grow()
    {
        var calls = int.TryParse(Environment.GetEnvironmentVariable("MOCKS_TEST_CALLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 20_000;
        await using var server = await MocksServer.StartAsync();
        var world = server.Default;
        world.Limits = false;
        using var receiver = new Counting();
        world.Webhooks.DeliverTo(receiver);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        var random = new RandomSource(1);
        var (memory, wrong, done) = (new List<long>(), new List<string>(), 0);
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            // Faults are state: a reset takes them back.
            world.Reset();
            world.Limits = false;
            world.Faults.Apply("flaky");
            world.Flexbe.AddHook("http://receiver.test/hook");
            world.EnforceContracts();
            for (var seen = 0L; done < calls * (tenth + 1L) / Tenths;)
            {
                await CallAsync(client, world, random, done++);
                if (done % 500 == 0)
                    seen = Look(world, seen, wrong);
            }

            await world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Empty(wrong.Take(5));
        Assert.True(receiver.Calls > 0, "No webhook was delivered.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{done} calls, {receiver.Calls} deliveries, memory {string.Join(", ", memory.Select(bytes => bytes / 1048576))} MiB");
        Assert.True(memory[^1] <= memory[0] * 1.1, $"Memory grew: {string.Join(", ", memory)}");
    }

    /// <summary>A reading call, or every third time an event on the vendor's side.</summary>
    private static async Task CallAsync(HttpClient client, World world, RandomSource random, int number)
    {
        var vendor = Vendors.All[number % Vendors.All.Count];
        if (number % 3 == 0)
        {
            var hooks = vendor.Hooks.Where(hook => !hook.ReadsOnly).ToArray();
            var hook = hooks[random.Next("soak.hook", number, 0, hooks.Length)];
            var fields = hook.Fields.Where(field => field.Required || field.Example is not null).Select(field => $"\"{field.Name}\":{field.Sample}");
            var status = await client.StatusAsync("POST", $"/__mocks/worlds/default/{hook.Id.Replace('.', '/')}", $"{{{string.Join(',', fields)}}}");
            Assert.True((int)status < 500, $"{hook.Id}: {status}");
            return;
        }

        var credential = vendor.CredentialsOf(world.Name)[0];
        var sample = vendor.Sample(credential);
        using var request = new HttpRequestMessage(sample.Json is null ? HttpMethod.Get : HttpMethod.Post, $"/{vendor.Name}{sample.Target}");
        foreach (var (name, value) in sample.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (sample.Json is { } json)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var answer = await client.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // A fault cut the line; the journal knows whether it was one.
        }
    }

    /// <summary>What the journal has of errors that nobody asked for.</summary>
    private static long Look(World world, long seen, List<string> wrong)
    {
        foreach (var exchange in world.Journal.Exchanges.Where(exchange => exchange.Id > seen))
        {
            seen = exchange.Id;
            if (exchange.Bug is not null || exchange.Violations is { Count: > 0 } || (exchange.Fault is null && exchange.Response.Status is 0 or >= 500))
                wrong.Add($"{exchange} {exchange.Bug} {exchange.Violations?[0]}");
        }

        return seen;
    }

    private sealed class Counting : HttpMessageHandler
    {
        private int _calls;

        public int Calls => _calls;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK));
        }
    }
}
