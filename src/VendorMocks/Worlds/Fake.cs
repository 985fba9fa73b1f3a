namespace VendorMocks;

/// <summary>One vendor in one world: clients for it, its credentials, and what a test arranges and asserts.</summary>
public abstract class Fake
{
    private protected Fake(World world, Vendor vendor)
    {
        ArgumentNullException.ThrowIfNull(world);
        World = world;
        Vendor = vendor;
    }

    /// <summary>The world it lives in.</summary>
    public World World { get; }

    /// <summary>The vendor.</summary>
    public Vendor Vendor { get; }

    /// <summary>Where clients send their calls.</summary>
    public Uri BaseAddress => Vendor.BaseAddress;

    /// <summary>The credentials of this vendor that the world was opened with.</summary>
    public IReadOnlyList<Credential> Credentials => World.Options.CredentialsOf(Vendor);

    /// <summary>What this vendor has sent or is about to send to others, oldest first; <see cref="Webhooks.Redeliver"/> repeats one.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => [.. World.Webhooks.Deliveries.Where(delivery => delivery.Vendor == Vendor.Name)];

    /// <summary>The faults of this vendor in the world.</summary>
    public VendorFaults Faults => new(World.Faults, Vendor);

    /// <summary>The vendor's request limit, and how far it is used; <see cref="World.Limits"/> switches those of all vendors.</summary>
    public VendorLimits Limits => new(this);

    /// <summary>A client whose base address works and whose calls are answered by this world, without a socket.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = BaseAddress };

    /// <summary>The handler behind such a client: for <see cref="HttpClient"/>s that your own code makes.</summary>
    /// <remarks>A call to a host where this vendor does not answer throws <see cref="InvalidOperationException"/>.</remarks>
    public MocksHandler CreateHandler() => new(World.Host, World, Vendor) { OwnHostsOnly = true };

    /// <summary>Has the vendor answer at a host name besides its own, for a vendor without one or a client that is configured otherwise.</summary>
    /// <param name="host">Host name without port, for example <c>crm.partner.test</c>.</param>
    public void AnswerAt(string host) => World.Host.Map(host, Vendor, World);
}

/// <summary>A fake with its own kind of state.</summary>
internal static class FakeState
{
    /// <summary>Copies rows out of the state under the world's lock.</summary>
    public static TResult Read<TState, TResult>(this Fake fake, Func<TState, TResult> read)
        where TState : VendorState => fake.World.Read(fake.Vendor, read);

    /// <summary>Arranges something in a transaction; what is wrong with the input is an exception that names the field.</summary>
    public static T Arrange<TState, T>(this Fake fake, string hook, Func<Call, TState, T> arrange)
        where TState : VendorState
    {
        T result = default!;
        fake.World.Act(fake.Vendor, hook, FieldMap.Empty, call =>
        {
            result = arrange(call, (TState)call.State);
            return HookResult.Nothing;
        });
        return result;
    }

    /// <summary>
    /// Plays the vendor's part as its hook does and returns the record it touched. What is wrong with the input is an
    /// <see cref="ArgumentException"/> that names the field; a step that the state does not allow is an
    /// <see cref="InvalidOperationException"/>. Nothing was changed then.
    /// </summary>
    public static T Play<TState, T>(this Fake fake, string hook, Func<Call, TState, HookResult> play)
        where TState : VendorState
        where T : class
    {
        var result = fake.World.Act(fake.Vendor, hook, FieldMap.Empty, call => play(call, (TState)call.State));
        return result.Problem switch
        {
            null => (T)result.Content!.Value!,
            { Status: 409 } conflict => throw new InvalidOperationException(conflict.Message),
            { } problem => throw new ArgumentException(problem.Message, problem.Field),
        };
    }
}
