namespace VendorMocks.Tests;

/// <summary>Worlds survive a restart.</summary>
public sealed class StateFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mocks-state-").FullName;
    private readonly List<string> _said = [];
    private readonly WorldClock _time = new(WorldOptions.DefaultStart, running: false, TimeProvider.System);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_restart_brings_worlds_back_byte_for_byte()
    {
        var before = new List<string>();
        var host = new MocksHost();
        using (var folder = Open(host))
        {
            foreach (var name in (string[])["default", "second"])
            {
                var world = host.Open(new WorldOptions { Name = name, Size = WorldSize.Default, TimeProvider = _time });
                await SnapshotTests.Create(world, "a@example.com");
                world.LeadDyno.Faults.Add(Fault.Status(503).WithProbability(0.5));
                world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 7 };
                await SnapshotTests.Create(world, "b@example.com");
                world.Clock.Advance(TimeSpan.FromHours(1));
                before.Add(SnapshotTests.Bytes(world));
            }
        }

        var again = new MocksHost();
        using (Open(again))
            Assert.Equal(before, again.Worlds.Select(SnapshotTests.Bytes));
        Assert.Empty(_said);
        Assert.Contains("a@example.com", again.Find("default")!.LeadDyno.Leads.Select(lead => lead.Email));
    }

    [Fact]
    public async Task Changes_are_written_within_a_second_and_nothing_is_written_without_one()
    {
        var host = new MocksHost();
        using var folder = Open(host);
        var world = host.Open(new WorldOptions { TimeProvider = _time });
        _time.Advance(TimeSpan.FromSeconds(1));
        var file = Path.Combine(_path, "default.json");
        await SnapshotTests.Create(world, "a@example.com");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SnapshotTests.Bytes(world), await File.ReadAllTextAsync(file));
        File.Delete(file);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(File.Exists(file));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(File.Exists(file));
        Assert.Equal(["default.json"], Directory.GetFiles(_path, "*.json*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_running_clock_keeps_its_offset_and_a_frozen_one_stays()
    {
        var host = new MocksHost();
        using (Open(host))
        {
            host.Open(new WorldOptions { Name = "frozen" }).Clock.Advance(TimeSpan.FromDays(1));
            host.Open(new WorldOptions { Name = "running", Running = true }).Clock.Advance(TimeSpan.FromDays(1));
        }

        var again = new MocksHost();
        using var folder = Open(again);
        Assert.Equal(WorldOptions.DefaultStart.AddDays(1), again.Find("frozen")!.Clock.Now);
        Assert.True(again.Find("frozen")!.Clock.IsFrozen);
        Assert.False(again.Find("running")!.Clock.IsFrozen);
        Assert.Equal(host.Find("running")!.Clock.Save().Offset, again.Find("running")!.Clock.Save().Offset);
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_with_a_message_and_the_others_load()
    {
        var host = new MocksHost();
        using (Open(host))
        {
            host.Open(new WorldOptions { Name = "good" });
            host.Open(new WorldOptions { Name = "bad" });
        }

        var bad = Path.Combine(_path, "bad.json");
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(bad))[..50]);
        await File.WriteAllTextAsync(Path.Combine(_path, "half.json.tmp"), "{");
        var again = new MocksHost();
        using var folder = Open(again);
        Assert.Equal(["good"], again.Worlds.Select(world => world.Name));
        Assert.Contains("bad.json could not be loaded and was set aside as bad.json.damaged-1", Assert.Single(_said), StringComparison.Ordinal);
        Assert.True(File.Exists(bad + ".damaged-1"));
        Assert.False(File.Exists(bad));
        Assert.False(File.Exists(Path.Combine(_path, "half.json.tmp")));
    }

    [Fact]
    public void A_closed_world_does_not_come_back()
    {
        var host = new MocksHost();
        using (var folder = Open(host))
        {
            var world = host.Open(new WorldOptions { Name = "short" });
            folder.Save();
            Assert.True(File.Exists(Path.Combine(_path, "short.json")));
            world.Dispose();
        }

        var again = new MocksHost();
        using (Open(again))
            Assert.Empty(again.Worlds);
    }

    [Fact]
    public void A_folder_belongs_to_one_process_at_a_time()
    {
        using var folder = Open(new MocksHost());
        Assert.Contains("another process", Assert.Throws<IOException>(() => Open(new MocksHost())).Message, StringComparison.Ordinal);
    }

    private StateFolder Open(MocksHost host) => StateFolder.Open(host, _path, _said.Add, _time);
}
