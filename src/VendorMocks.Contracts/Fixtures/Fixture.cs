using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>How much of an answer a fixture states.</summary>
public enum FixtureShape
{
    /// <summary>The answer may hold further properties.</summary>
    Subset,

    /// <summary>The answer holds these properties and no others.</summary>
    Exact,
}

/// <summary>
/// One exchange with a vendor: what has to be there before, the request, and the answer that must come. A fixture replays on an
/// empty world. Texts may hold placeholders such as <c>{key}</c> or <c>{leadId}</c>: credentials come from the replayer through
/// <see cref="With"/>, the other values out of the answers to the <see cref="Arrange"/> steps through <see cref="Bound"/>.
/// </summary>
public sealed record Fixture
{
    /// <summary>The file's name without ending, for example <c>leads.create.documented</c>.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>The operation's id, for example <c>leads.create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Where it comes from: <c>documentation: …</c>, <c>recording: …</c> (of the real vendor), or <c>rules</c>, written from rule ids.</summary>
    public required string Source { get; init; }

    /// <summary>The ids of the rules that the answer shows, for example <c>LD-52</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What to do before the request, in order.</summary>
    public IReadOnlyList<ArrangeStep> Arrange { get; init; } = [];

    /// <summary>Placeholders and the answers that give their values.</summary>
    public IReadOnlyDictionary<string, BindSource> Bind { get; init; } = new Dictionary<string, BindSource>();

    /// <summary>The request.</summary>
    public required FixtureRequest Request { get; init; }

    /// <summary>The answer.</summary>
    public required FixtureResponse Response { get; init; }

    /// <summary>Whether the answer may hold more than is stated.</summary>
    public FixtureShape Shape { get; init; }

    /// <summary>
    /// Pointers into the answer's body where only the JSON type counts. <c>*</c> stands for every item or property; an array's
    /// <c>-</c>, the place behind its last item, lets further items follow.
    /// </summary>
    public IReadOnlyList<string> Volatile { get; init; } = [];

    /// <summary>Pointers whose value differs from the printed or recorded one because a rule overrules it, and why.</summary>
    public IReadOnlyList<Normalisation> Normalised { get; init; } = [];

    /// <summary>
    /// Whether it may be played against the real vendor: it needs no hook, no clock, no seeded data and no fixed id, and it writes
    /// only under an invented e-mail address, so that it holds in any account at any time, and again when it is repeated.
    /// </summary>
    public bool Safe { get; init; }

    /// <summary>
    /// Texts besides the e-mail addresses that are invented anew where a fixture is repeated against one account, because they
    /// have to be unique there: codes, phone numbers.
    /// </summary>
    public IReadOnlyList<string> Invent { get; init; } = [];

    /// <summary>Whether only the fake can play it, because it needs a hook or the clock.</summary>
    [JsonIgnore]
    public bool NeedsFake => Arrange.Any(step => step.Call is null);

    /// <summary>The placeholders that no answer gives: the replayer brings their values.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Needs =>
        [.. Texts().SelectMany(FixturePlaceholders.In).Where(name => !Bind.ContainsKey(name)).Distinct(StringComparer.Ordinal)];

    /// <summary>Puts the replayer's own values, such as credentials, in.</summary>
    /// <param name="values">A text for each name that <see cref="Needs"/> lists; others are ignored.</param>
    /// <exception cref="ArgumentException">A value is missing.</exception>
    public Fixture With(IReadOnlyDictionary<string, string> values)
    {
        if (Needs.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
            throw new ArgumentException($"Fixture {Name} needs a value for {{{missing}}}.", nameof(values));
        return Fill(Needs.ToDictionary(name => name, name => JsonSerializer.SerializeToElement(values[name])));
    }

    /// <summary>Puts in what the answer to a step of <see cref="Arrange"/> gives; call it after each step, then go on with what it returns.</summary>
    /// <param name="step">The step's position from 0.</param>
    /// <param name="body">The body of its (last) answer.</param>
    /// <exception cref="InvalidOperationException">The answer lacks a value that the fixture binds.</exception>
    public Fixture Bound(int step, JsonElement body) => Fill(Bind.Where(b => b.Value.Step == step).ToDictionary(
        b => b.Key,
        b => FixturePointer.Find(body, b.Value.Pointer) ?? throw new InvalidOperationException(
            $"Fixture {Name} takes {{{b.Key}}} from {b.Value.Pointer} of step {step}, which answered {(body.ValueKind == JsonValueKind.Undefined ? "nothing" : body.GetRawText())}.")));

    private Fixture Fill(Dictionary<string, JsonElement> values) => values.Count == 0 ? this : this with
    {
        Arrange = [.. Arrange.Select(step => step with
        {
            Call = step.Call?.Fill(values),
            Arguments = step.Arguments?.ToDictionary(a => a.Key, a => FixturePlaceholders.Fill(a.Value, values)),
        })],
        Request = Request.Fill(values),
        Response = Response with { Body = FixturePlaceholders.Fill(Response.Body, values) },
    };

    private IEnumerable<string> Texts() => Request.Texts()
        .Concat(FixturePlaceholders.Texts(Response.Body))
        .Concat(Arrange.SelectMany(step => step.Call?.Texts() ?? []))
        .Concat(Arrange.SelectMany(step => step.Arguments?.Values.SelectMany(FixturePlaceholders.Texts) ?? []));
}

/// <summary>The answer that a fixture states.</summary>
public sealed record FixtureResponse
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The body; undefined where there is none.</summary>
    public JsonElement Body { get; init; }
}
