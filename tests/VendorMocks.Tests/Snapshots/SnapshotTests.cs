using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Worlds go back to moments, and open from them.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task A_restored_world_is_byte_for_byte_what_it_was_and_answers_the_same_from_then_on()
    {
        for (var seed = 1ul; seed <= 12; seed++)
        {
            using var world = World.Open(new WorldOptions { Seed = seed, Size = seed % 3 == 0 ? WorldSize.Default : WorldSize.Empty });
            var random = new RandomSource(seed);
            await Play(world, random, 0, 25);
            world.Snapshots.Take("then");
            var bytes = Bytes(world);
            var later = await Play(world, random, 100, 25);
            Assert.NotEqual(bytes, Bytes(world));
            world.Snapshots.Restore("then");
            Assert.Equal(bytes, Bytes(world));
            Assert.Equal(later, await Play(world, random, 100, 25));
            using var opened = World.Open(world.Snapshots.Find("then")!);
            Assert.Equal(bytes, Bytes(opened));
            Assert.Equal(later, await Play(opened, random, 100, 25));
            using var read = World.Open(WorldFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(bytes))));
            Assert.Equal(bytes, Bytes(read));
            Assert.Equal(later, await Play(read, random, 100, 25));
        }
    }

    [Fact]
    public async Task A_snapshot_holds_rules_limits_windows_faults_clock_and_outbox()
    {
        using var world = World.Open();
        world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 3 };
        world.Limits = false;
        var fault = world.LeadDyno.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).Times(2));
        await FaultTargetTests.Create(world);
        world.Snapshots.Take("then");
        await FaultTargetTests.Create(world);
        world.Limits = true;
        world.LeadDyno.Rules = new LeadDynoRules();
        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Faults.Add(Fault.Cut());
        world.Snapshots.Restore("then");
        Assert.Equal(3, world.LeadDyno.Rules.RequestsPerWindow);
        Assert.False(world.Limits);
        Assert.Equal(WorldOptions.DefaultStart.AddSeconds(1), world.Clock.Now);
        Assert.Same(fault, Assert.Single(world.Faults.Active));
        Assert.Equal(1, fault.Fired);
        Assert.True(fault.Active);
    }

    [Fact]
    public async Task A_reset_equals_fresh_and_keeps_named_snapshots()
    {
        using var world = World.Open();
        var fresh = Bytes(world);
        world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 3 };
        var fault = world.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)));
        world.Faults.Define(new FaultProfile("mine", "", [Fault.Cut()]));
        await FaultTargetTests.Create(world);
        world.Snapshots.Take("then");
        world.Reset();
        Assert.Equal(fresh, Bytes(world));
        Assert.False(fault.Active);
        Assert.Equal(1, world.Faults.Add(Fault.Cut()).Id);
        Assert.Equal("then", Assert.Single(world.Snapshots.List).Name);
        world.Snapshots.Restore("then");
        Assert.Single(world.LeadDyno.Leads);
        Assert.True(fault.Active);
    }

    [Fact]
    public async Task A_world_that_was_opened_from_a_snapshot_goes_back_to_it_when_reset()
    {
        using var origin = World.Open();
        await FaultTargetTests.Create(origin);
        using var world = World.Open(origin.Snapshots.Take("then"));
        var opened = Bytes(world);
        Assert.Equal(201, await Create(world, "b@example.com"));
        Assert.Single(origin.LeadDyno.Leads);
        world.Reset();
        Assert.Equal(opened, Bytes(world));
        Assert.Equal(0, world.Journal.Total);
    }

    [Fact]
    public async Task A_diff_tells_what_came_went_and_changed_by_field()
    {
        using var world = World.Open();
        await Create(world, "a@example.com");
        world.Snapshots.Take("then");
        Assert.Empty(world.DiffSince("then"));
        await Create(world, "b@example.com");
        using var client = world.LeadDyno.CreateClient();
        await client.Form("PUT", "leads/1", "key", world.LeadDyno.Key, "first_name", "Ada");
        var differences = world.DiffSince("then").Where(row => row.Table == "leads").ToArray();
        Assert.Equal([(1L, RowDifferenceKind.Changed), (2L, RowDifferenceKind.Added)], differences.Select(row => (row.Id, row.Kind)));
        var name = differences[0].Fields.Single(field => field.Name == "first_name");
        Assert.Equal("leaddyno", differences[0].Vendor);
        Assert.NotEqual(JsonValueKind.String, name.Before?.ValueKind);
        Assert.Equal("Ada", name.After?.GetString());
        Assert.All(differences[1].Fields, field => Assert.Null(field.Before));
        var now = world.Snapshots.Take("now");
        world.Snapshots.Restore("then");
        Assert.Contains(world.DiffSince(now), row => row is { Table: "leads", Id: 2, Kind: RowDifferenceKind.Removed });
    }

    [Fact]
    public async Task A_diff_since_before_a_vendor_was_touched_leaves_out_what_every_world_has()
    {
        using var world = World.Open(new WorldOptions { Size = WorldSize.Default });
        var then = world.Snapshots.Take("then");
        await Create(world, "new@example.com");
        Assert.Single(world.DiffSince(then), row => row.Table == "leads");
        Assert.DoesNotContain(world.DiffSince(then), row => row.Table == "keys");
    }

    [Fact]
    public void Names_are_unique_and_bounded_and_what_is_missing_is_said()
    {
        using var world = World.Open();
        world.Snapshots.Take("a.b-c_1");
        Assert.Throws<InvalidOperationException>(() => world.Snapshots.Take("a.b-c_1"));
        foreach (var name in (string[])["", "a b", "../x", new string('a', 65)])
            Assert.Throws<ArgumentException>(() => world.Snapshots.Take(name));
        Assert.Contains("a.b-c_1", Assert.Throws<ArgumentException>(() => world.Snapshots.Restore("nothing")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => world.DiffSince("nothing"));
        Assert.True(world.Snapshots.Delete("a.b-c_1"));
        Assert.False(world.Snapshots.Delete("a.b-c_1"));
        Assert.Empty(world.Snapshots.List);
    }

    [Fact]
    public async Task A_world_opened_from_a_snapshot_under_another_name_has_keys_of_its_own()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        await Create(one, "a@example.com");
        await one.Flexbe.CreateClient().Get($"?api_key={one.Flexbe.Key}&method=checkConnection");
        await one.Fixido.CreateClient().Get("lead/list.json");
        var snapshot = one.Snapshots.Take("then");
        using var two = host.Open(snapshot, "two");
        Assert.NotEqual(one.LeadDyno.Key, two.LeadDyno.Key);
        Assert.Equal(201, await Create(two, "b@example.com"));
        Assert.Equal(2, two.LeadDyno.Leads.Count);
        Assert.Single(one.LeadDyno.Leads);
        using var anywhere = new HttpClient(new MocksHandler(host, null, null)) { BaseAddress = one.LeadDyno.BaseAddress };
        Assert.Contains("b@example.com", (await anywhere.Get("leads?key=" + two.LeadDyno.Key)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("b@example.com", (await anywhere.Get("leads?key=" + one.LeadDyno.Key)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(one.LeadDyno.Key, Bytes(two), StringComparison.Ordinal);
        Assert.DoesNotContain(one.Flexbe.Key, Bytes(two), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_keeps_its_keys_and_a_clash_names_the_other_world()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        await Create(one, "a@example.com");
        var bytes = Encoding.UTF8.GetBytes(Bytes(one));
        Assert.Contains("'one'", Assert.ThrowsAny<ArgumentException>(() => host.Import(WorldFile.Read(new MemoryStream(bytes)))).Message, StringComparison.Ordinal);
        var renamed = Encoding.UTF8.GetBytes(Bytes(one).Replace("\"name\":\"one\"", "\"name\":\"other\"", StringComparison.Ordinal));
        var clash = Assert.ThrowsAny<ArgumentException>(() => host.Import(WorldFile.Read(new MemoryStream(renamed))));
        Assert.Contains($"'{one.LeadDyno.Key}' belongs to world 'one'", clash.Message, StringComparison.Ordinal);
        Assert.Null(host.Find("other"));
        Assert.Equal(201, await Create(one, "b@example.com"));
        using var elsewhere = new MocksHost().Import(WorldFile.Read(new MemoryStream(bytes)));
        Assert.Equal(one.LeadDyno.Key, elsewhere.LeadDyno.Key);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Bytes(elsewhere));
    }

    [Fact]
    public async Task A_file_of_another_version_or_a_damaged_one_is_refused_with_what_to_do()
    {
        using var world = World.Open();
        await Create(world, "a@example.com");
        var text = Bytes(world);
        Assert.Contains("written by version 9.9, this is version " + WorldFile.Version, Refusal(text.Replace($"\"version\":\"{WorldFile.Version}\"", "\"version\":\"9.9\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("no file of a world", Refusal("{}"), StringComparison.Ordinal);
        Assert.Contains("leaddyno: Table 'leads', row 1", Refusal(text.Replace("\"email\":\"a@example.com\"", "\"email\":7", StringComparison.Ordinal)), StringComparison.Ordinal);
        foreach (var cut in (int[])[0, 1, text.Length / 2, text.Length - 1])
            Assert.NotEmpty(Refusal(text[..cut]));
        foreach (var part in (string[])["\"world\":", "\"faults\":", "\"vendors\":", "\"rules\":", "\"state\":", "\"clock\":", "\"seed\":"])
            Assert.NotEmpty(Refusal(text.Replace(part, part.Replace(":", "x:", StringComparison.Ordinal).Replace("\"x", "x\"", StringComparison.Ordinal), StringComparison.Ordinal)));

        static string Refusal(string text) => Assert.Throws<StateFormatException>(() => WorldFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Message;
    }

    internal static string Bytes(World world)
    {
        using var stream = new MemoryStream();
        WorldFile.Write(world, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static async Task<int> Create(World world, string email)
    {
        using var client = world.LeadDyno.CreateClient();
        return (await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", email)).Status;
    }

    /// <summary>Random calls, hooks of the clock, rules and faults; what they were answered.</summary>
    private static async Task<string> Play(World world, RandomSource random, int from, int steps)
    {
        var told = new StringBuilder();
        using var leadDyno = world.LeadDyno.CreateClient();
        using var flexbe = world.Flexbe.CreateClient();
        var key = world.LeadDyno.Key;
        for (var step = from; step < from + steps; step++)
        {
            var n = random.Next("test.number", step, 1, 9);
            switch (random.Next("test.step", step, 0, 9))
            {
                case 0 or 1:
                    await Tell(leadDyno.Form("POST", "leads", "key", key, "email", $"p{n}@example.com", "first_name", $"N{step}"));
                    break;
                case 2 or 3:
                    await Tell(leadDyno.Form("POST", "purchases", "key", key, "email", $"p{n}@example.com", "purchase_amount", $"{step}.50"));
                    break;
                case 4:
                    await Tell(leadDyno.Get($"leads/{n}?key={key}"));
                    break;
                case 5:
                    await Tell(flexbe.Get($"?api_key={world.Flexbe.Key}&method=checkConnection"));
                    break;
                case 6:
                    world.Clock.Advance(TimeSpan.FromMinutes(n));
                    break;
                case 7:
                    world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 5 * n };
                    break;
                default:
                    world.Faults.Add(Fault.Status(503).WithProbability(0.3).Times(n));
                    break;
            }
        }

        return told.ToString();

        async Task Tell(Task<Answer> answering)
        {
            var answer = await answering;
            told.AppendLine($"{answer.Status} {answer.Body} {answer.Header("X-Mocks-Why")} {answer.Header("X-RateLimit-Remaining-Minute")}");
        }
    }
}
