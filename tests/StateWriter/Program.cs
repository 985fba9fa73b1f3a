using VendorMocks;

// Changes a world and saves it, again and again, until it is killed. After each save that is complete it says which one.
var host = new MocksHost();
using var folder = StateFolder.Open(host, args[0], message => Console.Error.WriteLine(message));
var world = host.Find("killed") ?? host.Open(new WorldOptions { Name = "killed" });
using var client = world.LeadDyno.CreateClient();
for (var number = world.LeadDyno.Leads.Count + 1; ; number++)
{
    world.Limits = false;
    var answer = await client.PostAsync(
        new Uri("leads", UriKind.Relative),
        new FormUrlEncodedContent([KeyValuePair.Create("key", world.LeadDyno.Key), KeyValuePair.Create("email", $"a{number}@example.com")]));
    answer.EnsureSuccessStatusCode();
    folder.Save();
    Console.WriteLine(number);
}
