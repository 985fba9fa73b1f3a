namespace VendorMocks.Tests;

public sealed class ScenarioTests(DoorsFixture doors)
{
    public static TheoryData<string, DoorKind> Cases()
    {
        var cases = new TheoryData<string, DoorKind>();
        foreach (var scenario in Scenario.All)
        {
            foreach (var door in Enum.GetValues<DoorKind>())
                cases.Add(scenario.Name, door);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_scenario_holds_through_every_door(string name, DoorKind door)
    {
        var scenario = Scenario.All.Single(candidate => candidate.Name == name);
        using var stage = doors.Open(door, scenario.Options);
        await scenario.RunAsync(stage);
    }
}
