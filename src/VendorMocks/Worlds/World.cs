namespace VendorMocks;

/// <summary>
/// One universe: its own data for every vendor, clock, random source, limits, journal and outbox. Worlds share nothing
/// but frozen seeds. Safe for parallel callers.
/// </summary>
public sealed partial class World : IDisposable
{
    internal const string BugInTheFake = "bug-in-the-fake";

    private readonly Lock _gate = new();
    private readonly VendorSlot?[] _slots = new VendorSlot?[Vendors.All.Count];
    private DateTimeOffset _start;
    private WorldSnapshot? _opening;
    private bool _disposed;
    private bool _limits = true;
    private long _version;
    private long _asked;
    private string? _document;

    internal World(MocksHost host, WorldOptions options)
    {
        Host = host;
        Options = options;
        _start = options.FirstMoment;
        Clock = new WorldClock(_start, options.Running, options.TimeProvider);
        Webhooks = new Webhooks(Clock, options.WebhookTargets) { Attempted = (delivery, attempt) => host.Attempted?.Invoke(delivery, attempt) };
        Clock.AttachAgenda(NextDueLocked, RunDue);
        Journal = host.Budget.CreateJournal(unclaimed: host.Unclaimed);
        Faults = new Faults(this, _gate, new RandomSource(options.Seed));
        Stubs = new Stubs(this, _gate, new RandomSource(options.Seed));
        Snapshots = new Snapshots(this);
    }

    /// <summary>Name in addresses.</summary>
    public string Name => Options.Name;

    /// <summary>How the world began.</summary>
    public WorldOptions Options { get; private set; }

    /// <summary>The world's time.</summary>
    public WorldClock Clock { get; }

    /// <summary>What came in, and how it was answered.</summary>
    public Journal Journal { get; }

    /// <summary>What goes out.</summary>
    public Webhooks Webhooks { get; }

    /// <summary>What goes wrong with calls.</summary>
    public Faults Faults { get; }

    /// <summary>What is answered in place of the vendors.</summary>
    public Stubs Stubs { get; }

    /// <summary>The moments that it can go back to.</summary>
    public Snapshots Snapshots { get; }

    /// <summary>Whether the vendors' request limits count; switch it off for load tests.</summary>
    public bool Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            Touch();
        }
    }

    /// <summary>
    /// Whether each exchange is checked against its contract before the answer goes out. It is how the world is watched, not
    /// what is in it, so a reset keeps it.
    /// </summary>
    internal bool StrictContracts { get; set; }

    internal MocksHost Host { get; }

    /// <summary>The document that it was opened with; null for none, empty for one that says nothing but its options.</summary>
    internal string? Document
    {
        get => _document;
        set
        {
            _document = value;
            Touch();
        }
    }

    /// <summary>Grows whenever somebody asks for the world or it answers; calls that find nothing idle go by it.</summary>
    internal long Uses => Version + Journal.Total + Interlocked.Read(ref _asked);

    /// <summary>Grows with everything that may have changed what a snapshot would hold, but for the clock.</summary>
    internal long Version => Interlocked.Read(ref _version);

    /// <summary>Opens an empty world on its own, frozen at 2026-01-01T12:00:00Z: what a test needs.</summary>
    public static World Open() => Open(new WorldOptions());

    /// <summary>Opens a world on its own: no other world knows it.</summary>
    /// <param name="options">How it begins.</param>
    public static World Open(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MocksHost().Open(options);
    }

    /// <summary>
    /// Opens a world on its own as it was when a snapshot was taken: for tests that share an expensive arrangement. It has the
    /// name, and therefore the keys, of the snapshot's world; no other world knows it.
    /// </summary>
    /// <param name="snapshot">Of any world; it may be shared by threads.</param>
    public static World Open(WorldSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new MocksHost().Open(snapshot);
    }

    /// <summary>All credentials that the world was opened with.</summary>
    public IReadOnlyList<Credential> Credentials => [.. Vendors.All.SelectMany(Options.CredentialsOf)];

    /// <summary>Closes the world; calls to it fail from then on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            Array.Clear(_slots);
            Webhooks.Close();
        }

        Clock.Freeze();
        Journal.Clear();
        Journal.EndFollowing();
        Host.Forget(this);
    }

    /// <summary>Answers one call. Never throws for anything a caller sends.</summary>
    /// <param name="vendor">Whose call it is.</param>
    /// <param name="request">The call.</param>
    /// <param name="prefix">What stands before the vendor's own path.</param>
    /// <param name="path">The vendor's own path.</param>
    /// <param name="journal">Where it is kept: this world's journal, or the host's ring of unclaimed calls.</param>
    /// <param name="stranger">Why the call is refused as one with an unknown key; null to answer it.</param>
    internal Outcome Answer(Vendor vendor, ApiRequest request, string prefix, string path, Journal journal, string? stranger = null)
    {
        // Before any check of the vendor's, its key check included.
        if (stranger is null && AnswerByStub(vendor, request, path) is { } stubbed)
            return stubbed;
        Outcome outcome;
        lock (_gate)
        {
            ThrowIfDisposed();
            var now = Clock.Now;
            if (NextDue() <= now)
                RunDue(now);
            var slot = Slot(vendor);
            var call = NewCall(slot, request, prefix, path, now);
            outcome = stranger is null
                ? new Transaction(this, slot, call).Run()
                : Unclaimed(vendor.Refuse(call, Refusal.UnknownKey, stranger) with { Why = stranger }, call);
            journal.Add(outcome.Exchange);
            Touch();
        }

        Clock.Rearm();
        return outcome;
    }

    /// <summary>Answers a call by a stub; null when none means it. It is in this world's journal then, whoever called.</summary>
    /// <param name="vendor">Whose call it is; null when no vendor claims it.</param>
    /// <param name="request">The call.</param>
    /// <param name="path">The vendor's own path.</param>
    internal Outcome? AnswerByStub(Vendor? vendor, ApiRequest request, string path)
    {
        if (Stubs.Possible(request, path) is not { } possible)
            return null;
        var answer = new StubbedCall(this, possible, vendor, request, path);
        if (!answer.Find())
            return null;
        lock (_gate)
        {
            ThrowIfDisposed();
            var now = Clock.Now;
            if (NextDue() <= now)
                RunDue(now);
            if (!answer.Take(now))
                return null;
            Touch();
        }

        var outcome = answer.Run();
        Journal.Add(outcome.Exchange);
        Clock.Rearm();
        return outcome;
    }

    /// <summary>The vendor's words for a fault of ours that shows only when an answer is rendered.</summary>
    internal ApiResponse AnswerBug(Vendor vendor, ApiRequest request)
    {
        lock (_gate)
            return vendor.Refuse(NewCall(Slot(vendor), request, "", request.Path, Clock.Now), Refusal.Fault, "") with { Why = BugInTheFake };
    }

    /// <summary>
    /// Plays the vendor's part: runs an action in a transaction and journals it. An exception or a problem rolls back.
    /// </summary>
    /// <param name="vendor">Whose state.</param>
    /// <param name="name">The hook's id, for the journal.</param>
    /// <param name="input">What was given, for the journal.</param>
    /// <param name="act">The action; it gets the call to send webhooks and read time by.</param>
    internal HookResult Act(Vendor vendor, string name, FieldMap input, Func<Call, HookResult> act)
    {
        HookResult result;
        lock (_gate)
        {
            ThrowIfDisposed();
            var now = Clock.Now;
            if (NextDue() <= now)
                RunDue(now);
            Touch();
            var slot = Slot(vendor);
            var request = new ApiRequest("HOOK", "mocks", vendor.Name, "/" + name, [], default);
            var call = NewCall(slot, request, "", request.Path, now);
            call.Fields = input;
            try
            {
                result = act(call);
                if (result.Problem is null)
                    Host.ThrowIfClaimedElsewhere(this, slot);
            }
            catch
            {
                slot.State.Store.Rollback();
                throw;
            }

            if (result.Problem is { } problem)
            {
                slot.State.Store.Rollback();
                Journal.Add(new Exchange(request, new ApiResponse(problem.Status) { Why = name }, now, Name, vendor.Name, name) { VendorSide = true });
            }
            else
            {
                var changes = Commit(slot, call);
                // Looking is no event: whoever watches a world must not fill its journal.
                if (!vendor.Hooks.Any(hook => hook.ReadsOnly && hook.Id == name))
                    Journal.Add(new Exchange(request, new ApiResponse(200, result.Content), now, Name, vendor.Name, name) { Changes = changes, VendorSide = true });
            }
        }

        Clock.Rearm();
        return result;
    }

    /// <summary>Looks into a vendor's state under the lock. Rows are immutable and may be kept; tables may not.</summary>
    internal TResult Read<TState, TResult>(Vendor vendor, Func<TState, TResult> read)
        where TState : VendorState
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (NextDue() <= Clock.Now)
                RunDue(Clock.Now);
            return read((TState)Slot(vendor).State);
        }
    }

    /// <summary>Makes a vendor's data ahead of its first call. What takes long is made outside the lock: calls to other vendors do not wait for it.</summary>
    internal void Prepare(Vendor vendor)
    {
        DateTimeOffset start;
        lock (_gate)
            start = _start;
        if (Options.PlanOf(vendor) is { } plan)
            SeededBases.Of(vendor, plan, start);
        Read<VendorState, int>(vendor, static _ => 0);
    }

    /// <summary>Changes things around a vendor's state, such as rule values and windows, under the lock.</summary>
    internal void Adjust(Vendor vendor, Action<VendorSlot> adjust)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            Touch();
            adjust(Slot(vendor));
        }
    }

    /// <summary>Keeps what a transaction did, and sends what it wants sent.</summary>
    internal IReadOnlyList<Change> Commit(VendorSlot slot, Call call)
    {
        var changes = slot.State.Store.Commit();
        Webhooks.Enqueue(call.Outgoing, call.Now);
        Host.Claim(this, slot.Vendor, slot.State, changes);
        return changes;
    }

    /// <summary>Somebody asked for it.</summary>
    internal void Ask() => Interlocked.Increment(ref _asked);

    internal void Touch() => Interlocked.Increment(ref _version);

    private Outcome Unclaimed(ApiResponse response, Call call) =>
        new(response, new Exchange(call.Request, response, call.Now, Name, call.Vendor.Name, null), this);

    private Call NewCall(VendorSlot slot, ApiRequest request, string prefix, string path, DateTimeOffset now) => new()
    {
        Vendor = slot.Vendor,
        Request = request,
        Prefix = prefix,
        Path = path,
        State = slot.State,
        Now = now,
        Webhooks = Webhooks,
        Windows = Limits ? slot.Windows : null,
    };

    private VendorSlot Slot(Vendor vendor)
    {
        ref var slot = ref _slots[vendor.Index];
        return slot ??= VendorSlot.Open(vendor, Options, _start);
    }

    private DateTimeOffset? NextDue()
    {
        var next = Webhooks.NextDue;
        foreach (var slot in _slots)
        {
            if (slot is { AgendaBroken: false } && slot.State.NextDue is { } due && !(next <= due))
                next = due;
        }

        return next;
    }

    private DateTimeOffset? NextDueLocked()
    {
        lock (_gate)
            return NextDue();
    }

    private void RunDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            while (!_disposed && NextDue() is { } due && due <= until)
            {
                foreach (var slot in _slots)
                {
                    if (slot is { AgendaBroken: false } && slot.State.NextDue <= due)
                        RunDue(slot, due);
                }

                Webhooks.Run(due);
            }
        }
    }

    private void RunDue(VendorSlot slot, DateTimeOffset due)
    {
        var request = new ApiRequest("AGENDA", "mocks", slot.Vendor.Name, "/agenda", [], default);
        var call = NewCall(slot, request, "", request.Path, due);
        Touch();
        Journal.Add(new Transaction(this, slot, call).RunAgenda());
    }

    /// <summary>Whether all vendors together hold more records than a world may get beyond those that it began with.</summary>
    /// <param name="more">Records that are to come.</param>
    internal bool IsFull(long more = 0)
    {
        var added = more;
        foreach (var slot in _slots)
            added += slot?.AddedRecords ?? 0;
        return added > Host.MaxRecords;
    }

    internal void ThrowIfDisposed()
    {
        if (_disposed)
            throw new ObjectDisposedException($"world {Name}", "The world is closed. Keep it open as long as its clients are in use.");
    }
}
