using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks.Tests;

/// <summary>
/// What is done fast is done right: answers are what the plain way to make them gives, in whatever state the world is. (What
/// tables and indexes answer is held against lists in <see cref="StoreModelTests"/>.)
/// </summary>
public sealed class ReferenceLaws
{
    private const int Worlds = 12;
    private const int RequestsPerWorld = 150;

    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(AllVendors))]
    public void An_answer_s_bytes_are_those_of_the_serializer_s_plain_path(string name)
    {
        var vendor = Vendors.Find(name)!;
        var requests = new FuzzRequests(vendor, seed: 20260103);
        // One for all answers, as a door has it.
        var buffer = new ArrayBufferWriter<byte>();
        var compared = 0;
        for (var i = 0; i < Worlds; i++)
        {
            using var world = World.Open(new WorldOptions { Limits = false, Seed = (ulong)i, Size = i % 2 == 0 ? WorldSize.Default : WorldSize.Empty });
            var calls = Enumerable.Range(0, RequestsPerWorld).Select(_ => requests.Next()).Concat(Reads(vendor, world));
            foreach (var call in calls)
            {
                var outcome = world.Host.Answer(call, world, vendor);
                Rendering.Render(outcome, buffer);
                if (outcome.Response.Content is not { } content || SerializerIn(content) is not { } serializer)
                    continue;
                Assert.Equal(Plain(content.Value, serializer, content), Encoding.UTF8.GetString(buffer.WrittenSpan));
                compared++;
            }
        }

        Assert.InRange(compared, Worlds * 10, int.MaxValue);
    }

    // Random calls seldom succeed in reading what is seeded; these do.
    private static IEnumerable<ApiRequest> Reads(Vendor vendor, World world) =>
        FixtureSet.For(vendor.Name).Fixtures
            .Where(fixture => fixture.Response.Status < 400 && fixture.Arrange.Count == 0)
            .Select(fixture => fixture.With(FixtureCredentials.ValuesOf(world.Options.CredentialsOf(vendor))).Request.ToApiRequest());

    // Nobody but this law asks an answer for it. What is wrapped or changed on the way has none.
    private static JsonTypeInfo? SerializerIn(ResponseContent content) =>
        content.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(JsonContent<>)
            ? type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => field.GetValue(content)).OfType<JsonTypeInfo>().Single()
            : null;

    // A resolver that something was added to has no generated writers, and a serializer that is told nothing keeps none.
    private static string Plain(object? value, JsonTypeInfo serializer, ResponseContent content)
    {
        var encoder = (JavaScriptEncoder?)content.GetType().GetProperty("Encoder")?.GetValue(content) ?? serializer.Options.Encoder;
        var options = new JsonSerializerOptions(serializer.Options)
        {
            Encoder = encoder,
            TypeInfoResolver = serializer.Options.TypeInfoResolver!.WithAddedModifier(static _ => { }),
        };
        return JsonSerializer.Serialize(value, options.GetTypeInfo(serializer.Type));
    }
}
