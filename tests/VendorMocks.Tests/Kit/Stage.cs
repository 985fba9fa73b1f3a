namespace VendorMocks.Tests;

/// <summary>Through which door a test goes.</summary>
public enum DoorKind
{
    Handler,
    Kestrel,
    Factory,
}

/// <summary>A fresh world and clients for it through one of the doors. Tests written against it run through all of them.</summary>
public sealed class Stage : IDisposable
{
    private readonly Func<Vendor, HttpClient> _client;
    private readonly List<HttpClient> _clients = [];
    private bool _failed;

    internal Stage(World world, Func<Vendor, HttpClient> client)
    {
        World = world;
        _client = client;
    }

    public World World { get; }

    public HttpClient LeadDyno => Client(VendorMocks.LeadDyno.Instance);

    public HttpClient Fixido => Client(VendorMocks.Fixido.Instance);

    public HttpClient Flexbe => Client(VendorMocks.Flexbe.Instance);

    public HttpClient Clixnow => Client(VendorMocks.Clixnow.Instance);

    public HttpClient Maxwork => Client(VendorMocks.Maxwork.Instance);

    /// <summary>A client whose base address is the vendor's root.</summary>
    public HttpClient Client(Vendor vendor)
    {
        var client = _client(vendor);
        _clients.Add(client);
        return client;
    }

    /// <summary>Holds every answer from now on against its schema, as strictly as only a fake can be held: see <see cref="Dispose"/>.</summary>
    internal Stage WithContracts()
    {
        World.Host.Contracts = StageContracts.Check;
        World.StrictContracts = true;
        return this;
    }

    /// <summary>Says that the test has failed already, so that disposing does not hide why.</summary>
    internal void Fail() => _failed = true;

    /// <summary>Closes the world. Fails when an answer departed from its contract.</summary>
    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        var violated = World.Journal.Violated;
        World.Dispose();
        if (!_failed)
            Assert.True(violated.Count == 0, string.Join('\n', violated.SelectMany(e => e.Violations!, (e, v) => $"{e}: {v}")));
    }
}
