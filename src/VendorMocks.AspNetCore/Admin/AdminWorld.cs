using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Scenarios, settings, reset and health through WireMock's admin API.</summary>
internal static class AdminWorld
{
    public static IReadOnlyList<AdminRow> Rows { get; } =
    [
        new("GET", "/scenarios", "the scenarios of the stub mappings, with their states", Scenarios),
        new("POST", "/scenarios/reset", "takes all scenarios back to their first state", ResetScenarios),
        new("DELETE", "/scenarios", "takes all scenarios back to their first state", ResetScenarios),
        new("PUT", "/scenarios/{scenario}/state", "puts a scenario into a state: {\"state\"}, or no body for the first one", SetState),
        new("GET", "/settings", "the delays of stubs that have none of their own", Settings),
        new("POST", "/settings", "sets them: {\"fixedDelay\", \"delayDistribution\"}", SetSettings),
        new("PUT", "/settings", "sets them: {\"fixedDelay\", \"delayDistribution\"}", SetSettings),
        new("POST", "/reset", "takes back all stub mappings and forgets all calls; what vendors hold stays", Reset),
        new("GET", "/health", "how the server is", Health),
        new("GET", "/version", "the product's version", _ => AdminAnswer.Ok(new JsonObject { ["version"] = Product.Version })),
        new("POST", "/shutdown", "refused: whoever started the server stops it", _ => AdminAnswer.Error(403, "", "Whoever started this server stops it: it serves other worlds too.")),
    ];

    private static AdminAnswer Scenarios(AdminCall call)
    {
        var stubs = call.World.Stubs.Active.Select(handle => handle.Stub).ToLookup(stub => stub.Scenario);
        return AdminAnswer.Ok(new JsonObject
        {
            ["scenarios"] = new JsonArray([.. call.World.Stubs.Scenarios.Select(scenario => (JsonNode)new JsonObject
            {
                ["id"] = scenario.Key,
                ["name"] = scenario.Key,
                ["state"] = scenario.Value,
                ["possibleStates"] = new JsonArray([.. stubs[scenario.Key].SelectMany(stub => new[] { stub.RequiredState, stub.NextState })
                    .OfType<string>().Prepend(Stubs.Started).Distinct().Select(state => (JsonNode)state)]),
            })]),
        });
    }

    private static AdminAnswer ResetScenarios(AdminCall call)
    {
        call.World.Stubs.ResetScenarios();
        return AdminAnswer.Ok();
    }

    private static AdminAnswer SetState(AdminCall call)
    {
        var name = call.Route("scenario");
        if (!call.World.Stubs.Scenarios.ContainsKey(name))
            return AdminAnswer.Error(404, "", Stubs.NoScenario(name, call.World.Stubs.Scenarios.Keys));
        call.World.Stubs.SetState(name, call.Body.IsAbsent ? null : call.Body.Expect("state")["state"]?.Text());
        return AdminAnswer.Ok();
    }

    private static AdminAnswer Settings(AdminCall call)
    {
        var settings = new JsonObject();
        foreach (var delay in call.World.Stubs.UsualDelays)
        {
            if (delay.ToMilliseconds is { } upper)
                settings["delayDistribution"] = new JsonObject { ["type"] = "uniform", ["lower"] = delay.Milliseconds, ["upper"] = upper };
            else if (delay.Sigma is { } sigma)
                settings["delayDistribution"] = new JsonObject { ["type"] = "lognormal", ["median"] = delay.Milliseconds, ["sigma"] = sigma };
            else
                settings["fixedDelay"] = delay.Milliseconds;
        }

        return AdminAnswer.Ok(new JsonObject { ["settings"] = settings });
    }

    private static AdminAnswer SetSettings(AdminCall call)
    {
        call.Body.Expect("fixedDelay", "delayDistribution");
        call.World.Stubs.UsualDelays = [.. ResponseDefinition.DelaysIn(call.Body, "fixedDelay")];
        return Settings(call);
    }

    private static AdminAnswer Reset(AdminCall call)
    {
        call.World.Stubs.Clear();
        return AdminRequests.Clear(call);
    }

    private static AdminAnswer Health(AdminCall call) => AdminAnswer.Ok(new JsonObject
    {
        ["status"] = "healthy",
        ["message"] = $"mocks is up; world '{call.World.Name}'",
        ["version"] = Product.Version,
        ["timestamp"] = WorldValues.TimeText(call.World.Clock.Now),
    });
}
