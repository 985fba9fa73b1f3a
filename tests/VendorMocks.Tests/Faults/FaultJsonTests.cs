using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>A fault's record is its JSON.</summary>
public sealed class FaultJsonTests
{
    public static TheoryData<string> Texts =>
    [
        """{"kind":"status","status":503}""",
        """{"kind":"status","status":418,"body":"no","contentType":"text/plain","retryAfter":3,"name":"teapot"}""",
        """{"kind":"refusal","refusal":"too-many","retryAfter":30}""",
        """{"kind":"delay","milliseconds":0}""",
        """{"kind":"delay","milliseconds":100,"toMilliseconds":900.5}""",
        """{"kind":"delay","milliseconds":100,"sigma":0.5}""",
        """{"kind":"slow-body","bytesPerSecond":100}""",
        """{"kind":"cut","when":"after"}""",
        """{"kind":"cut-body"}""",
        """{"kind":"reset","vendor":"leaddyno","operation":"leads.create","account":"demo-leaddyno-key","fields":{"email":"a@example.com"}}""",
        """{"kind":"empty","probability":0.25,"times":2,"after":3,"every":4}""",
        """{"kind":"timeout","from":"2026-01-01T12:00:00+00:00","until":"2026-01-01T13:00:00+00:00"}""",
        """{"kind":"malformed"}""",
        """{"kind":"wrong-type","contentType":"text/csv"}""",
        """{"kind":"stale"}""",
        """{"kind":"duplicate"}""",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_fault_reads_back_as_it_was_written(string text)
    {
        using var world = World.Open();
        var fault = FaultJson.Read(JsonSerializer.Deserialize<JsonElement>(text));
        world.Faults.Add(fault);
        Assert.StartsWith($$"""{"kind":"{{fault.Kind}}",""", Write(fault).Replace("\"}", "\",}", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(text).RootElement, JsonDocument.Parse(Write(fault)).RootElement), Write(fault));
    }

    [Fact]
    public void Every_kind_is_among_the_texts() =>
        Assert.Equal(
            typeof(Fault).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fault))).Select(type => type.Name).Order(),
            Texts.Select(row => FaultJson.Read(JsonSerializer.Deserialize<JsonElement>(row.Data)).GetType().Name).Distinct().Order());

    [Theory]
    [InlineData("""{"status":503}""")]
    [InlineData("""{"kind":"statuses","status":503}""")]
    [InlineData("""{"kind":"status"}""")]
    [InlineData("""{"kind":"status","status":"503"}""")]
    [InlineData("""{"kind":"status","status":503,"probabilty":1}""")]
    [InlineData("""{"kind":"refusal","refusal":"because"}""")]
    [InlineData("""{"kind":"cut","when":"later"}""")]
    [InlineData("null")]
    public void What_means_nothing_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => FaultJson.Read(JsonSerializer.Deserialize<JsonElement>(text)));

    [Fact]
    public void A_setting_that_makes_no_sense_is_refused_under_its_name_and_changes_nothing()
    {
        using var world = World.Open();
        (Fault Fault, string Field)[] wrong =
        [
            (Fault.Status(199), "status"), (Fault.Status(600), "status"), (Fault.Status(200) with { RetryAfter = -1 }, "retryAfter"),
            (Fault.Status(200) with { Body = "", ContentType = "?" }, "contentType"), (Fault.Refusal(FaultRefusal.TooMany) with { RetryAfter = -1 }, "retryAfter"),
            (Fault.Delay(TimeSpan.FromSeconds(-1)), "milliseconds"), (Fault.Delay(TimeSpan.FromDays(2)), "milliseconds"),
            (Fault.Delay(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)), "toMilliseconds"), (Fault.LogNormalDelay(TimeSpan.FromSeconds(1), -1), "sigma"),
            (new DelayFault(double.NaN), "milliseconds"), (new DelayFault(1) { ToMilliseconds = 2, Sigma = 1 }, "sigma"),
            (Fault.SlowBody(0), "bytesPerSecond"), (Fault.WrongType("?"), "contentType"), (Fault.Cut().Named("a b"), "name"), (Fault.Cut().Named(""), "name"),
            (Fault.Cut() with { Vendor = "nobody" }, "vendor"), (Fault.Cut().On("leads.fly"), "operation"),
            (Fault.Cut().On("leads.create") with { Vendor = "flexbe" }, "operation"), (Fault.Cut().By(""), "account"), (Fault.Cut().Where("", "x"), "fields"),
            (Fault.Cut().Where("x", null!), "fields"), (Fault.Cut().WithProbability(1.01), "probability"), (Fault.Cut().WithProbability(double.NaN), "probability"),
            (Fault.Cut().Times(0), "times"), (Fault.Cut().After(-1), "after"), (Fault.Cut().Every(0), "every"),
            (Fault.Cut().Between(WorldOptions.DefaultStart, WorldOptions.DefaultStart), "until"),
            (Fault.Delay(TimeSpan.Zero) with { When = FaultTiming.Before }, "when"), (Fault.SlowBody(1) with { When = FaultTiming.Before }, "when"),
            (Fault.Stale() with { When = FaultTiming.Before }, "when"), (Fault.CutBody() with { When = FaultTiming.Before }, "when"),
            (Fault.Malformed() with { When = FaultTiming.Before }, "when"), (Fault.WrongType() with { When = FaultTiming.Before }, "when"),
            (Fault.Duplicate() with { When = FaultTiming.Before }, "when"),
        ];
        foreach (var (fault, field) in wrong)
            Assert.Equal(field, Assert.Throws<ArgumentException>(() => world.Faults.Add(fault)).ParamName);
        Assert.Equal("vendor", Assert.Throws<ArgumentException>(() => world.Flexbe.Faults.Add(Fault.Cut() with { Vendor = "leaddyno" })).ParamName);
        Assert.Equal("operation", Assert.Throws<ArgumentException>(() => world.Flexbe.Faults.Add(Fault.Cut().On("leads.create"))).ParamName);
        Assert.Empty(world.Faults.Active);
        Assert.Equal(1, world.Faults.Add(Fault.Cut()).Id);
    }

    private static string Write(Fault fault) => JsonSerializer.Serialize(fault, FaultJson.Default.Fault);
}
