using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// What a vendor should have received, asked of the world's journal. Operations are named by their ids; one that does not exist is
/// an <see cref="ArgumentException"/> with the nearest that does.
/// </summary>
public static class FakeAssertions
{
    private const string Reflects = "Reads the properties of a type that trimming may remove.";

    private static readonly JsonSerializerOptions Reading = new() { PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString };

    /// <summary>Which calls are meant: those to one operation of this vendor, or to any. Narrow it with <c>With</c> and <c>Where</c>.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id; null for all calls to the vendor.</param>
    public static ExchangeFilter Calls(this Fake fake, string? operation = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return new ExchangeFilter { Of = fake.World, Vendor = fake.Vendor.Name, Operation = operation };
    }

    /// <summary>Fails unless the operation was called, faults and refusals included.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id, for example <c>purchases.create</c>.</param>
    /// <param name="times">Exactly how often; at least once when left out.</param>
    /// <exception cref="VerificationException">It was not; the message says what was.</exception>
    public static void ShouldHaveReceived(this Fake fake, string operation, int? times = null) => Check(fake, fake.Calls(operation), times);

    /// <summary>Fails unless the operation was called so often.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id.</param>
    /// <param name="times">How often, for example <c>CallCount.AtMost(2)</c>.</param>
    /// <exception cref="VerificationException">It was not; the message says what was.</exception>
    public static void ShouldHaveReceived(this Fake fake, string operation, CallCount times) => fake.World.Journal.ShouldHaveReceived(fake.Calls(operation), times);

    /// <summary>Fails unless the operation was called with these fields.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id.</param>
    /// <param name="with">Fields and their values, spelt as the vendor does: <c>new { email = "ada@example.com" }</c>. Null means: not sent.</param>
    /// <param name="times">Exactly how often; at least once when left out.</param>
    /// <exception cref="VerificationException">It was not; the message marks what differs.</exception>
    [RequiresUnreferencedCode(Reflects)]
    public static void ShouldHaveReceived(this Fake fake, string operation, object with, int? times = null) => Check(fake, Fields(fake, operation, with), times);

    /// <summary>Fails unless the operation was called with fields of which something holds.</summary>
    /// <typeparam name="TBody">Properties named like the fields, in any casing and without underscores: <c>record Sale(string Email, decimal PurchaseAmount)</c>.</typeparam>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id.</param>
    /// <param name="where">What has to hold. A call whose fields do not fit the type is not meant.</param>
    /// <param name="times">Exactly how often; at least once when left out.</param>
    /// <param name="text">How the report says it; the code itself.</param>
    /// <exception cref="VerificationException">It was not; the message says what was.</exception>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public static void ShouldHaveReceived<TBody>(
        this Fake fake, string operation, Func<TBody, bool> where, int? times = null, [CallerArgumentExpression(nameof(where))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(where);
        Check(fake, fake.Calls(operation).Where(text, exchange => Body<TBody>(exchange) is { } body && where(body)), times);
    }

    /// <summary>Fails if the operation was called, or if dropped exchanges leave that open.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id.</param>
    /// <exception cref="VerificationException">It was.</exception>
    public static void ShouldNotHaveReceived(this Fake fake, string operation) => fake.World.Journal.ShouldNotHaveReceived(fake.Calls(operation));

    /// <summary>Fails if the operation was called with these fields, or if dropped exchanges leave that open.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operation">The operation's id.</param>
    /// <param name="with">Fields and their values, spelt as the vendor does.</param>
    /// <exception cref="VerificationException">It was.</exception>
    [RequiresUnreferencedCode(Reflects)]
    public static void ShouldNotHaveReceived(this Fake fake, string operation, object with) => fake.World.Journal.ShouldNotHaveReceived(Fields(fake, operation, with));

    /// <summary>Fails if the vendor was called at all.</summary>
    /// <param name="fake">The vendor.</param>
    /// <exception cref="VerificationException">It was.</exception>
    public static void ShouldHaveReceivedNothing(this Fake fake) => fake.World.Journal.ShouldNotHaveReceived(fake.Calls());

    /// <summary>Fails unless these operations of the vendor were called one after the other; other calls may lie between them.</summary>
    /// <param name="fake">The vendor.</param>
    /// <param name="operations">The operations' ids in their order.</param>
    /// <exception cref="VerificationException">They were not.</exception>
    public static void ShouldHaveReceivedInOrder(this Fake fake, params IReadOnlyList<string> operations) =>
        fake.World.Journal.ShouldHaveReceivedInOrder([.. operations.Select(operation => fake.Calls(operation))]);

    private static void Check(Fake fake, ExchangeFilter filter, int? times) =>
        fake.World.Journal.ShouldHaveReceived(filter, times is { } exactly ? CallCount.Exactly(exactly) : null);

    [RequiresUnreferencedCode(Reflects)]
    private static ExchangeFilter Fields(Fake fake, string operation, object with)
    {
        ArgumentNullException.ThrowIfNull(with);
        return with.GetType().GetProperties().Aggregate(fake.Calls(operation), (filter, property) => filter.With(property.Name, property.GetValue(with) switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        }));
    }

    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    private static TBody? Body<TBody>(Exchange exchange)
    {
        var json = new JsonObject();
        foreach (var (name, field) in exchange.Fields)
            json[name.Replace("_", "", StringComparison.Ordinal)] = JsonNode.Parse(field.ToString());
        try
        {
            return json.Deserialize<TBody>(Reading);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
