namespace VendorMocks;

/// <summary>
/// How an application under test is joined to a world: which of its calls the world answers, what its settings say, whose time
/// it lives by, and which webhooks reach it. The methods return the wiring, so that they can be chained.
/// </summary>
/// <remarks>
/// Without a word, calls of any client to a vendor's own host go to the world, other hosts are reached as always, and whatever
/// else lies in a real vendor's domain is blocked: no test ever reaches the real one.
/// </remarks>
public sealed class MocksWiring
{
    private readonly Dictionary<string, Fake> _clients = new(StringComparer.Ordinal);
    private readonly HashSet<string> _passing = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _webhookTargets = ["http://localhost/", "https://localhost/"];

    internal MocksWiring(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
    }

    /// <summary>The world.</summary>
    public World World { get; }

    internal IReadOnlyDictionary<string, string?> Settings => _settings;

    internal IReadOnlyList<string> WebhookTargets => _webhookTargets;

    internal bool GivesTime { get; private set; } = true;

    /// <summary>Has a vendor answer at a host name, for vendors without one of their own: any call of any client to it goes to the world.</summary>
    /// <param name="host">Host name without port, for example <c>crm.partner.test</c>.</param>
    /// <param name="fake">The vendor, in this wiring's world.</param>
    /// <exception cref="ArgumentException">The vendor is another world's.</exception>
    public MocksWiring Map(string host, Fake fake)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        OfThisWorld(fake).AnswerAt(host);
        return this;
    }

    /// <summary>Sends all calls of a named client to a vendor, whatever host they name.</summary>
    /// <param name="name">The name that the application gave to <c>AddHttpClient</c>.</param>
    /// <param name="fake">The vendor, in this wiring's world.</param>
    /// <exception cref="ArgumentException">The vendor is another world's.</exception>
    public MocksWiring Client(string name, Fake fake)
    {
        ArgumentNullException.ThrowIfNull(name);
        _clients[name] = OfThisWorld(fake);
        return this;
    }

    /// <summary>Sends all calls of a typed client to a vendor, whatever host they name.</summary>
    /// <typeparam name="TClient">The type that the application gave to <c>AddHttpClient</c>: the first one, where it gave two.</typeparam>
    /// <param name="fake">The vendor, in this wiring's world.</param>
    /// <exception cref="ArgumentException">The vendor is another world's.</exception>
    public MocksWiring Client<TClient>(Fake fake) => Client(ClientNames.Of(typeof(TClient)), fake);

    /// <summary>Lets calls to a host out to the network although it is a vendor's.</summary>
    /// <param name="host">Host name without port.</param>
    public MocksWiring PassThrough(string host)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        _passing.Add(host);
        return this;
    }

    /// <summary>Gives the application a setting, which goes before those it has.</summary>
    /// <param name="key">The setting's path, for example <c>Shop:ApiKey</c>.</param>
    /// <param name="value">What it is to read.</param>
    public MocksWiring Configure(string key, string? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _settings[key] = value;
        return this;
    }

    /// <summary>Gives the application an address as a setting.</summary>
    /// <param name="key">The setting's path, for example <c>Shop:BaseUrl</c>.</param>
    /// <param name="value">For example <see cref="Fake.BaseAddress"/>.</param>
    public MocksWiring Configure(string key, Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Configure(key, value.AbsoluteUri);
    }

    /// <summary>Gives the application a vendor's base address and first key as two settings of one section.</summary>
    /// <param name="section">The section's path.</param>
    /// <param name="fake">The vendor, in this wiring's world.</param>
    /// <param name="baseUrl">The setting with the address.</param>
    /// <param name="key">The setting with the key.</param>
    /// <exception cref="ArgumentException">The vendor is another world's.</exception>
    public MocksWiring Configure(string section, Fake fake, string baseUrl = "BaseUrl", string key = "ApiKey")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        return Configure($"{section}:{baseUrl}", OfThisWorld(fake).BaseAddress).Configure($"{section}:{key}", fake.Credentials[0].Key);
    }

    /// <summary>Gives the application any settings.</summary>
    /// <param name="write">Writes them, by path.</param>
    public MocksWiring Configure(Action<IDictionary<string, string?>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        write(_settings);
        return this;
    }

    /// <summary>Delivers webhooks that are sent to a host into the application; those to <c>http(s)://localhost/</c> are anyway.</summary>
    /// <param name="target">A host name, or the beginning of URLs, as for <see cref="Webhooks.DeliverTo"/>.</param>
    public MocksWiring DeliverWebhooks(string target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        _webhookTargets.Add(target);
        return this;
    }

    /// <summary>Leaves the application the time it has, instead of the world's.</summary>
    public MocksWiring KeepTime()
    {
        GivesTime = false;
        return this;
    }

    internal static MocksWiring Of(World world, Action<MocksWiring>? wire)
    {
        var wiring = new MocksWiring(world);
        wire?.Invoke(wiring);
        return wiring;
    }

    internal Fake? FakeOf(string? client) => client is not null && _clients.TryGetValue(client, out var fake) ? fake : null;

    internal bool Passes(string host) => _passing.Contains(host);

    private Fake OfThisWorld(Fake fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.World == World ? fake : throw new ArgumentException(
            $"This {fake.Vendor.Title} lives in another world than the one that the application is wired to, so neither would see what the other does. "
            + $"Take it from the same world: world.{fake.Vendor.Title}.",
            nameof(fake));
    }
}
