using System.Diagnostics.CodeAnalysis;

namespace VendorMocks;

/// <summary>The stubs in force in a world, and the states of their scenarios. A reset drops all of them.</summary>
public sealed class Stubs
{
    /// <summary>The state in which each scenario begins.</summary>
    public const string Started = "Started";

    /// <summary>How many stubs a world holds at most.</summary>
    internal const int MaxActive = 10_000;

    private readonly World _world;
    private readonly Lock _gate;
    private readonly RandomSource _random;
    private readonly Dictionary<string, StubHandle> _active = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private IReadOnlyList<DelayFault> _usualDelays = [];
    private long _lastNumber;

    // Null while nothing is in force, which is all that a call without stubs costs. Read outside the lock.
    private volatile StubIndex? _index;
    private volatile bool _indexIsOld;

    internal Stubs(World world, Lock gate, RandomSource random)
    {
        _world = world;
        _gate = gate;
        _random = random;
    }

    /// <summary>What is in force, in the order in which it was added.</summary>
    public IReadOnlyList<StubHandle> Active
    {
        get
        {
            lock (_gate)
                return [.. _active.Values.OrderBy(handle => handle.Number)];
        }
    }

    /// <summary>The scenarios of the stubs in force, with their states.</summary>
    public IReadOnlyDictionary<string, string> Scenarios
    {
        get
        {
            lock (_gate)
            {
                return _active.Values.Select(handle => handle.Stub.Scenario).OfType<string>().Distinct()
                    .ToDictionary(name => name, StateOf, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>What callers wait for the answer of a stub that has no delay of its own, on the world's clock.</summary>
    /// <exception cref="ArgumentException">A delay makes no sense.</exception>
    public IReadOnlyList<DelayFault> UsualDelays
    {
        get => _usualDelays;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var delay in value)
                FaultCheck.Require(delay);
            _usualDelays = value;
            _world.Touch();
        }
    }

    /// <summary>Puts a stub in force; one with the id of another takes its place.</summary>
    /// <param name="stub">What is answered, and to which calls.</param>
    /// <returns>Shows how often it answered, and takes it back when disposed.</returns>
    /// <exception cref="ArgumentException">A setting makes no sense; its name is the parameter's name. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">10,000 stubs are in force already, and it takes the place of none.</exception>
    public StubHandle Add(Stub stub) => Add([stub])[0];

    /// <summary>Puts several stubs in force, or none of them.</summary>
    /// <param name="stubs">The stubs; the last one counts as the latest.</param>
    public IReadOnlyList<StubHandle> Add(params IReadOnlyList<Stub> stubs)
    {
        ArgumentNullException.ThrowIfNull(stubs);
        foreach (var stub in stubs)
            Require(stub);
        var handles = new StubHandle[stubs.Count];
        lock (_gate)
        {
            if (_active.Count + stubs.Count > MaxActive && _active.Count + Additional(stubs) > MaxActive)
                throw new InvalidOperationException($"{_active.Count} stubs are in force, and a world holds {MaxActive}. Take some back first.");
            for (var i = 0; i < handles.Length; i++)
            {
                var number = ++_lastNumber;
                var stub = stubs[i].Id is null ? stubs[i] with { Id = _random.Uuid("stub", number) } : stubs[i];
                _active[stub.Id!] = handles[i] = new StubHandle(this, number, stub);
            }

            _indexIsOld = true;
        }

        _world.Touch();
        return handles;
    }

    /// <summary>The stub of an id, or null.</summary>
    /// <param name="id">Its UUID.</param>
    public StubHandle? Find(string id)
    {
        lock (_gate)
            return _active.GetValueOrDefault(id);
    }

    /// <summary>Takes back what is in force and forgets the states of scenarios.</summary>
    public void Clear()
    {
        RemoveAll(_ => true);
        ResetScenarios();
    }

    /// <summary>Takes every scenario back to its first state.</summary>
    public void ResetScenarios()
    {
        lock (_gate)
            _states.Clear();
        _world.Touch();
    }

    /// <summary>Puts a scenario into a state.</summary>
    /// <param name="scenario">The scenario of a stub in force.</param>
    /// <param name="state">Any text; null for the first state.</param>
    /// <exception cref="ArgumentException">No stub in force is part of it.</exception>
    public void SetState(string scenario, string? state)
    {
        if (!Scenarios.ContainsKey(scenario))
            throw new ArgumentException(NoScenario(scenario, Scenarios.Keys), nameof(scenario));
        lock (_gate)
            _states[scenario] = state ?? Started;
        _world.Touch();
    }

    internal static string NoScenario(string name, IEnumerable<string> names) =>
        $"There is no scenario '{name}'. There are: {(names.Any() ? string.Join(", ", names) : "none, since no stub names one")}.";

    internal void Remove(StubHandle handle) => RemoveAll(handle.Equals);

    internal int RemoveAll(Predicate<StubHandle> match)
    {
        int removed;
        lock (_gate)
        {
            var gone = _active.Values.Where(handle => match(handle)).ToList();
            removed = gone.Count(handle => _active.Remove(handle.Id));
            if (removed == 0)
                return 0;
            _indexIsOld = true;
        }

        _world.Touch();
        return removed;
    }

    /// <summary>The stubs that may mean a call, as far as verb and path tell, some more than once; null for none, which is found out at once.</summary>
    internal List<StubHandle>? Possible(ApiRequest request, string path)
    {
        if (_indexIsOld)
            Index();
        return _index?.Find(request.Method, request.Path, path);
    }

    /// <summary>Those of them that do, the first choice first. Runs conditions of others, so never under a lock.</summary>
    /// <exception cref="StubFailedException">One of them failed.</exception>
    internal static IReadOnlyList<StubHandle> Meaning(StubCall call, IEnumerable<StubHandle> possible)
    {
        List<StubHandle> found = [.. possible.Distinct().Where(handle => handle.Means(call))];
        found.Sort(static (a, b) => a.Stub.Priority != b.Stub.Priority ? a.Stub.Priority.CompareTo(b.Stub.Priority) : b.Number.CompareTo(a.Number));
        return found;
    }

    /// <summary>The candidate that answers: still in force, not used up, in its scenario's state. Counts it. Under the world's lock.</summary>
    internal bool Take(IReadOnlyList<StubHandle> candidates, [NotNullWhen(true)] out StubHandle? winner, out FaultDice dice)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            winner = candidates[i];
            var stub = winner.Stub;
            if (_active.GetValueOrDefault(winner.Id) != winner || winner.Answered >= stub.Times
                || (stub is { Scenario: { } part, RequiredState: { } required } && StateOf(part) != required))
            {
                continue;
            }

            dice = new FaultDice(_random, $"stub.{winner.Number}", winner.Count());
            if (stub is { Scenario: { } scenario, NextState: { } next })
                _states[scenario] = next;
            return true;
        }

        (winner, dice) = (null, default);
        return false;
    }

    /// <summary>The wait before an answer.</summary>
    internal TimeSpan DelayOf(Stub stub, in FaultDice dice)
    {
        var delay = TimeSpan.Zero;
        foreach (var part in stub.Delays.Count > 0 ? stub.Delays : _usualDelays)
            delay += part.Draw(dice);
        return delay;
    }

    /// <summary>Everything, for a snapshot. Under the world's lock.</summary>
    internal StubsState Save() => new(
        _lastNumber,
        [.. _active.Values.OrderBy(handle => handle.Number).Select(handle => new ActiveStub(handle.Number, handle.Answered, handle.Stub) { Handle = handle })],
        new SortedDictionary<string, string>(_states, StringComparer.Ordinal),
        _usualDelays);

    /// <summary>Goes back to what was saved. Handles of this world live on, with their counts of then. Under the world's lock.</summary>
    internal void Restore(StubsState state)
    {
        _lastNumber = state.LastNumber;
        _active.Clear();
        foreach (var saved in state.Active)
        {
            if (saved.Handle is { } handle && handle.BelongsTo(this))
                handle.Rewind(saved.Answered);
            else
                handle = new StubHandle(this, saved.Number, saved.Stub, saved.Answered);
            _active[saved.Stub.Id ?? handle.Id] = handle;
        }

        _states.Clear();
        foreach (var (scenario, at) in state.Scenarios)
            _states[scenario] = at;
        _usualDelays = state.UsualDelays;
        _indexIsOld = true;
    }

    // What takes another's place needs none of its own.
    private int Additional(IReadOnlyList<Stub> stubs) =>
        stubs.Count(stub => stub.Id is null) + stubs.Select(stub => stub.Id).OfType<string>().Distinct(_active.Comparer).Count(id => !_active.ContainsKey(id));

    private string StateOf(string scenario) => _states.GetValueOrDefault(scenario, Started);

    // By the first call that needs it, so that many stubs can be added one by one.
    private void Index()
    {
        lock (_gate)
        {
            if (_indexIsOld)
                _index = _active.Count == 0 ? null : new StubIndex(_active.Values);
            _indexIsOld = false;
        }
    }

    private static void Require(Stub stub)
    {
        ArgumentNullException.ThrowIfNull(stub);
        foreach (var delay in stub.Delays)
            FaultCheck.Require(delay);
        if (Problem(stub) is var (field, problem))
            throw FaultCheck.Refused(field, problem);
    }

    private static (string Field, string Problem)? Problem(Stub stub) => stub switch
    {
        { Answer: null } => ("answer", "A stub has an answer."),
        { Id: { } id } when !Guid.TryParseExact(id, "D", out _) => ("id", $"'{id}' is no UUID."),
        { Name: { } name } when name.Length is 0 or > 200 => ("name", "A name has 1 to 200 characters."),
        { Times: < 1 } => ("times", $"{stub.Times} is no number of times: 1 or more."),
        { Vendor: { } vendor } when Vendors.Find(vendor) is null => ("vendor", $"There is no vendor '{vendor}'. There are: {string.Join(", ", Vendors.All.Select(known => known.Name))}."),
        { Operation: { } operation } when !FaultCheck.Operations(stub.Vendor).Contains(operation) =>
            ("operation", $"There is no operation '{operation}'. There are: {string.Join(", ", FaultCheck.Operations(stub.Vendor))}."),
        { Scenario: null, RequiredState: not null } => ("requiredScenarioState", "A required state needs a scenarioName."),
        { Scenario: null, NextState: not null } => ("newScenarioState", "A new state needs a scenarioName."),
        { Scenario: "" } => ("scenarioName", "A scenario's name is not empty."),
        _ => null,
    };
}

/// <summary>The stubs of a world as a snapshot keeps them.</summary>
internal sealed record StubsState(
    long LastNumber, IReadOnlyList<ActiveStub> Active, IReadOnlyDictionary<string, string> Scenarios, IReadOnlyList<DelayFault> UsualDelays)
{
    public static StubsState None { get; } = new(0, [], new Dictionary<string, string>(), []);
}

/// <summary>One stub in force as a snapshot keeps it.</summary>
internal sealed record ActiveStub(long Number, long Answered, Stub Stub)
{
    /// <summary>The handle that somebody may hold; none in a file.</summary>
    public StubHandle? Handle { get; init; }
}
