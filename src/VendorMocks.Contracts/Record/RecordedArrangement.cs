using System.Text.Json;

namespace VendorMocks;

/// <summary>
/// Finds in what was recorded before a call the writes that it builds upon, so that its fixture can arrange them again: those that
/// made or changed the thing that its path names, and those that its parameters speak of.
/// </summary>
/// <param name="history">The calls before, in order.</param>
/// <param name="writing">The ids of the operations that change something.</param>
internal sealed class RecordedArrangement(IReadOnlyList<RedactedCall> history, IReadOnlySet<string> writing)
{
    private const int MostSteps = 12;
    private readonly List<(RedactedCall Call, FixtureRequest Request)> steps = [];
    private readonly Dictionary<(RedactedCall Call, string Value), string> names = [];

    /// <summary>Whether every value in the path came from an earlier answer, so that the fixture holds in any account.</summary>
    public bool IsBound { get; private set; } = true;

    /// <summary>The fixture's steps.</summary>
    public IReadOnlyList<ArrangeStep> Steps => [.. steps.Select(step => new ArrangeStep { Call = step.Request })];

    /// <summary>Where the values of placeholders come from.</summary>
    public IReadOnlyDictionary<string, BindSource> Bind => names.ToDictionary(
        n => n.Value, n => new BindSource(steps.FindIndex(step => step.Call == n.Key.Call), n.Key.Call.PointerTo(n.Key.Value)!));

    /// <summary>Works out the steps before a call and returns its request with placeholders for what they give.</summary>
    public FixtureRequest Before(RedactedCall call) => Resolve(call, history.Count);

    private FixtureRequest Resolve(RedactedCall call, int end)
    {
        var earlier = history.Take(end).Where(c => !c.Refused && writing.Contains(c.Operation.Id)).ToList();
        var path = new Dictionary<string, JsonElement>();
        var request = call.Request;
        foreach (var (name, value) in call.PathValues.Concat(call.IdParameters))
        {
            // What made it, else what was done to it, else nobody knows.
            var maker = earlier.FindAll(c => c.PathValues.Count == 0 && c.PointerTo(value) is not null).OrderBy(c => Distance(c, call.Collection, value)).FirstOrDefault();
            Take(earlier.Where(c => c != maker && (c.Collection == call.Collection || c.Collection == maker?.Collection) && c.PathValues.Values.Contains(value)).Prepend(maker).OfType<RedactedCall>());
            if (maker is not null && steps.Exists(step => step.Call == maker))
                request = Put(request, name, $"{{{NameOf(maker, value, name)}}}");
            else
            {
                IsBound = false;
                request = Put(request, name, value);
            }
        }

        foreach (var text in call.TellingTexts.Except(call.PathValues.Values))
        {
            // Calls that say the same text are about the same thing; one that only answered it made the value up.
            var about = earlier.FindAll(c => c.TellingTexts.Contains(text));
            Take(about);
            if (about.Count > 0 || earlier.Find(c => c.PointerTo(text) is not null) is not { } source)
                continue;
            Take([source]);
            if (steps.Exists(step => step.Call == source))
                request = request.Fill(text, $"{{{NameOf(source, text, "value")}}}");
        }
        return request;
    }

    private static FixtureRequest Put(FixtureRequest request, string name, string text)
    {
        IReadOnlyDictionary<string, string> In(IReadOnlyDictionary<string, string> fields) =>
            fields.ToDictionary(f => f.Key, f => f.Key == name ? text : f.Value);
        return request.Path.Contains($"{{{name}}}", StringComparison.Ordinal)
            ? request with { Path = request.Path.Replace($"{{{name}}}", text is ['{', ..] ? text : Uri.EscapeDataString(text), StringComparison.Ordinal) }
            : request with { Query = In(request.Query), Form = request.Form is { } form ? In(form) : null };
    }

    private void Take(IEnumerable<RedactedCall> calls)
    {
        var fresh = calls.Where(call => !steps.Exists(step => step.Call == call)).Take(MostSteps - steps.Count).ToList();

        // Steps stay in the order in which they were recorded. All have their place before any brings its own steps.
        foreach (var call in fresh)
        {
            int at = steps.FindIndex(step => IndexOf(step.Call) > IndexOf(call));
            steps.Insert(at < 0 ? steps.Count : at, (call, call.Request));
        }

        foreach (var call in fresh)
        {
            var request = Resolve(call, IndexOf(call));
            steps[steps.FindIndex(step => step.Call == call)] = (call, request);
        }
    }

    // The answer that is about the thing itself, one that names it as such, one of its kind, any.
    private static int Distance(RedactedCall call, string collection, string value)
    {
        var places = RedactedCall.Scalars("", call.Body).Where(s => FixturePlaceholders.AsText(s.Value) == value).Select(s => s.Pointer.Split('/')).ToList();
        if (call.Collection == collection && places.Exists(steps => steps is ["", "id"]))
            return 0;
        if (places.Exists(steps => steps is [.., { Length: > 2 } thing, "id"] && collection.StartsWith(thing, StringComparison.Ordinal)))
            return 1;
        return call.Collection == collection ? 2 : 3;
    }

    private int IndexOf(RedactedCall call) => history.Index().First(entry => entry.Item == call).Index;

    private string NameOf(RedactedCall call, string value, string name)
    {
        if (!names.TryGetValue((call, value), out var taken))
        {
            int number = names.Values.Count(n => n.TrimEnd("0123456789".ToCharArray()) == name);
            names[(call, value)] = taken = number == 0 ? name : name + (number + 1);
        }
        return taken;
    }
}
