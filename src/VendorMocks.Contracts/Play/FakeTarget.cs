using System.Text.Json;

namespace VendorMocks;

/// <summary>A vendor's fake in a world of its own, as target for fixtures.</summary>
internal sealed class FakeTarget : IDisposable
{
    private readonly HttpClient client;

    /// <summary>Opens an empty world with the demo credentials.</summary>
    public FakeTarget(Vendor vendor)
        : this(vendor, World.Open())
    {
    }

    /// <summary>Takes a world over and closes it in the end.</summary>
    public FakeTarget(Vendor vendor, World world)
    {
        Vendor = vendor;
        World = world;
        client = new(new MocksHandler(world.Host, world, vendor) { AllowAutoRedirect = false });
        Player = new(client, new Uri(vendor.BaseAddress.GetLeftPart(UriPartial.Authority)), FixtureCredentials.ValuesOf(world.Options.CredentialsOf(vendor)))
        {
            Hook = Call,
            Advance = time => world.Clock.Advance(time),
        };
    }

    /// <summary>The vendor.</summary>
    public Vendor Vendor { get; }

    /// <summary>The world, whose journal shows what each call did.</summary>
    public World World { get; }

    /// <summary>Plays fixtures in it.</summary>
    public FixturePlayer Player { get; }

    /// <summary>Closes the world.</summary>
    public void Dispose()
    {
        client.Dispose();
        World.Dispose();
    }

    private JsonElement Call(string id, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        var hook = Vendor.Hooks.SingleOrDefault(candidate => candidate.Id == id)
            ?? throw new NotSupportedException($"{Vendor.Name} has no hook {id}.");
        var input = FieldReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(arguments), FieldDialect.AspNet).Root.Map;
        var result = World.Act(Vendor, id, input, hook.Handler);
        if (result.Problem is { } problem)
            throw new InvalidOperationException($"{id}: {problem.Field}: {problem.Message}");
        return result.Content is { } content ? JsonElement.Parse(content.ToArray()) : default;
    }
}
