namespace VendorMocks;

/// <summary>One call from its first check to the state that is kept or undone. Runs under the world's lock.</summary>
internal ref struct Transaction(World world, VendorSlot slot, Call call)
{
    private string? _bug;
    private FaultStrike? _strike;

    /// <summary>Answers the call, faults included.</summary>
    public Outcome Run()
    {
        ApiResponse answer;
        ApiResponse response;
        try
        {
            answer = Answer();
            response = _strike is { RunsHandler: true } strike ? strike.Change(answer) : answer;
        }
#pragma warning disable CA1031 // The one catch: a bug of ours must look like one, and must not look like the vendor.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _bug = fault.ToString();
            _strike = null;
            response = answer = slot.Vendor.Refuse(call, Refusal.Fault, "") with { Why = World.BugInTheFake };
        }

        // What never went out has no headers, and a fault in front of the vendor does not know the vendor's.
        if (call.Headers.Count > 0 && response.Status != 0 && _strike is not { RunsHandler: false })
            response = response with { Headers = [.. response.Headers, .. call.Headers] };
        var changes = answer.Refused ? Undo() : world.Commit(slot, call);
        var exchange = new Exchange(call.Request, response, call.Now, world.Name, slot.Vendor.Name, call.Operation?.Id)
        {
            Path = call.Path,
            Fields = call.Fields,
            Row = call.Operation,
            PathValue = call.Route.Value,
            Changes = changes,
            Bug = _bug,
            Fault = _strike?.Title,
            FaultNote = _strike?.Note,
            OffContract = _strike is not null,
        };
        return _strike is not { } struck
            ? new Outcome(response, exchange, world)
            : new Outcome(response, exchange, world) { Delay = struck.Delay, BytesPerSecond = struck.BytesPerSecond, Cut = struck.Cut };
    }

    /// <summary>Does what is due at the call's moment, at least one item of it.</summary>
    public Exchange RunAgenda()
    {
        IReadOnlyList<Change> changes = [];
        try
        {
            slot.State.RunDue(call);
            changes = world.Commit(slot, call);
            if (slot.State.NextDue <= call.Now && changes.Count == 0)
                throw new InvalidOperationException($"The agenda of {slot.Vendor.Name} does not get past {call.Now:O}.");
        }
#pragma warning disable CA1031 // As above: a bug of ours is shown in the journal and must not end the world.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            slot.State.Store.Rollback();
            slot.AgendaBroken = true;
            _bug = fault.ToString();
        }

        return new Exchange(call.Request, new ApiResponse(_bug is null ? 200 : 500), call.Now, world.Name, slot.Vendor.Name, "agenda")
        {
            Changes = changes,
            Bug = _bug,
            VendorSide = true,
        };
    }

    private ApiResponse Answer()
    {
        var answer = slot.Vendor.RunChecks(call);
        _strike = world.Faults.Strike(call, world.Journal);
        if (_strike is { RunsHandler: false } strike)
            return strike.Instead();
        answer ??= call.Operation!.Handler(call);
        return !answer.Refused && slot.State.Store.HasChanges && world.IsFull()
            ? slot.Vendor.Refuse(call, Refusal.Fault, "") with { Why = "record-cap" }
            : answer;
    }

    /// <summary>Takes everything back but the traces that a rule wants of a refused call, which are its changes then.</summary>
    private IReadOnlyList<Change> Undo()
    {
        slot.State.Store.Rollback();
        call.Forget();
        if (_bug is not null || _strike is { RunsHandler: false } || call.Traces.Count == 0)
            return [];
        foreach (var write in call.Traces)
            write();
        return slot.State.Store.Commit();
    }
}
