using VendorMocks;

// A server that changes a world and saves it, again and again, until it is killed. After each save that is complete it says which one.
await using var server = await MocksServer.StartAsync(new MocksServerOptions { StateFolder = args[0], Default = new WorldOptions() });
var world = server.Host.Find("killed") ?? server.Host.Open(new WorldOptions { Name = "killed", Limits = false });
using var client = new HttpClient { BaseAddress = server.AddressOf(world.LeadDyno) };
for (var number = world.LeadDyno.Leads.Count + 1; ; number++)
{
    using var fields = new FormUrlEncodedContent([KeyValuePair.Create("key", world.LeadDyno.Key), KeyValuePair.Create("email", $"a{number}@example.com")]);
    using var answer = await client.PostAsync(new Uri("leads", UriKind.Relative), fields);
    answer.EnsureSuccessStatusCode();
    // The server saves by itself within a second; saying so here lets the test know what must be there.
    server.Host.Folder!.Save();
    Console.WriteLine(number);
}
