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

    /// <summary>Closes the world.</summary>
    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        World.Dispose();
    }
}
