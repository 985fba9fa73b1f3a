using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>
/// The vendor's part that a test can play: a row from which come the control endpoint, its documentation and its form.
/// </summary>
/// <param name="Id"><c>&lt;vendor&gt;.&lt;collection&gt;.&lt;verb&gt;</c>.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Fields">What it takes.</param>
internal sealed record Hook(string Id, string Summary, IReadOnlyList<HookField> Fields)
{
    public required Func<Call, HookResult> Handler { get; init; }

    /// <summary>True when it only reads, so that it is a GET over HTTP.</summary>
    public bool ReadsOnly { get; init; }

    /// <summary>True when it is the one that mints a key of the vendor's API.</summary>
    public bool MintsKey { get; init; }

    /// <summary>Whether it makes the records of its collection; one hook of a collection at most.</summary>
    public bool Makes => Id[(Id.LastIndexOf('.') + 1)..] is "create" or "put" or "add" or "capture" or "record" or "submit";

    /// <summary>A row whose handler is written against the vendor's own state.</summary>
    public static Hook Row<TState>(string id, string summary, Func<Call, TState, HookResult> handler, params HookField[] fields)
        where TState : VendorState =>
        new(id, summary, fields) { Handler = call => handler(call, (TState)call.State) };
}

/// <summary>One input of a hook.</summary>
/// <param name="Name">Field name, as the vendor spells its own where it has one.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>decimal</c>, <c>boolean</c>, <c>time</c>, <c>object</c> or <c>array</c>.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Description">What it means, and its default.</param>
internal sealed record HookField(string Name, string Type, bool Required, string Description)
{
    /// <summary>A value that a furnished world takes, as JSON; null where any of the type will do.</summary>
    public string? Example { get; init; }

    /// <summary>The example, or a value of the type.</summary>
    [JsonIgnore]
    public string Sample => Example ?? Type switch
    {
        "integer" => "1",
        "decimal" => "12.50",
        "boolean" => "true",
        "time" => "\"2026-01-01T12:00:00Z\"",
        "object" => "{}",
        "array" => "[]",
        _ => "\"example\"",
    };
}

/// <summary>What a hook did: the records it touched, or the problem with its input.</summary>
internal sealed class HookResult
{
    /// <summary>The records, written by the vendor's serializer; null when there is nothing to show.</summary>
    public ResponseContent? Content { get; private init; }

    /// <summary>What was wrong; null on success. Nothing was changed then.</summary>
    public HookProblem? Problem { get; private init; }

    public static HookResult Of<T>(T value, JsonTypeInfo<T> json) => new() { Content = new JsonContent<T>(value, json) };

    public static HookResult Nothing { get; } = new();

    /// <summary>A problem that was found already.</summary>
    public static HookResult Of(HookProblem problem) => new() { Problem = problem };

    /// <summary>Input that cannot be used: 400.</summary>
    public static HookResult Bad(string field, string message) => new() { Problem = new HookProblem(400, field, message) };

    /// <summary>Something named that does not exist: 404.</summary>
    public static HookResult Missing(string field, string message) => new() { Problem = new HookProblem(404, field, message) };

    /// <summary>A step that the state does not allow: 409.</summary>
    public static HookResult Conflict(string field, string message) => new() { Problem = new HookProblem(409, field, message) };
}

/// <summary>Why a hook refused.</summary>
/// <param name="Status">400, 404 or 409.</param>
/// <param name="Field">The input at fault.</param>
/// <param name="Message">What is wrong with it and what would be right.</param>
internal sealed record HookProblem(int Status, string Field, string Message);
