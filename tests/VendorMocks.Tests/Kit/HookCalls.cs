using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Plays a vendor's part by the hooks' ids, with input as it comes over HTTP.</summary>
internal static class HookCalls
{
    /// <summary>Plays a hook that must succeed; what it shows.</summary>
    public static JsonElement Play(this Fake fake, string id, string json = "{}")
    {
        var result = Act(fake, id, json);
        Assert.Null(result.Problem);
        return JsonDocument.Parse(result.Content!.ToArray()).RootElement;
    }

    /// <summary>Plays a hook that must be refused and must change nothing; its status and the field at fault.</summary>
    public static (int Status, string Field) Refused(this Fake fake, string id, string json = "{}")
    {
        var before = BehaviourLaws.StateOf(fake.World, fake.Vendor);
        var problem = Act(fake, id, json).Problem;
        Assert.NotNull(problem);
        Assert.False(string.IsNullOrWhiteSpace(problem.Message));
        Assert.Equal(before, BehaviourLaws.StateOf(fake.World, fake.Vendor));
        return (problem.Status, problem.Field);
    }

    /// <summary>Each hook has an id and fields of the usual form; one that only reads changes nothing, nor do unreadable fields.</summary>
    public static void AssertWellFormed(Fake fake)
    {
        var hooks = fake.Vendor.Hooks;
        Assert.Equal(hooks.Count, hooks.Select(hook => hook.Id).Distinct().Count());
        foreach (var hook in hooks)
        {
            Assert.Matches($"^{fake.Vendor.Name}\\.[a-z-]+\\.[a-z-]+$", hook.Id);
            Assert.Equal(hook.Fields.Count, hook.Fields.Select(field => field.Name).Distinct().Count());
            Assert.All(hook.Fields, field => Assert.Contains(field.Type, (string[])["string", "integer", "decimal", "boolean", "time", "object", "array"]));
            foreach (var field in hook.Fields.Where(field => field.Required))
                Assert.Equal((400, field.Name), fake.Refused(hook.Id, Input(hook, without: field.Name)));
            var before = BehaviourLaws.StateOf(fake.World, fake.Vendor);
            if (hook.ReadsOnly)
                Act(fake, hook.Id, "{}");
            Assert.Equal(before, BehaviourLaws.StateOf(fake.World, fake.Vendor));
        }
    }

    private static string Input(Hook hook, string without) => JsonSerializer.Serialize(
        hook.Fields.Where(field => field.Required && field.Name != without).ToDictionary(field => field.Name, field => field.Type == "integer" ? (object)1 : "x"));

    private static HookResult Act(Fake fake, string id, string json) => fake.World.Act(
        fake.Vendor,
        id,
        FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), FieldDialect.AspNet).Root.Map,
        fake.Vendor.Hooks.Single(hook => hook.Id == id).Handler);
}
