using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>Turns an outcome into bytes and header lines, once, outside the world's lock.</summary>
internal static class Rendering
{
    public const string ExchangeHeader = "X-Mocks-Exchange";

    public const string WhyHeader = "X-Mocks-Why";

    public const string StubHeader = "X-Mocks-Stub";

    public const string ContractHeader = "X-Mocks-Contract";

    // For those who watch all worlds of a process, such as a test suite that holds every answer against its contract.
    private static readonly DiagnosticListener Watchers = new("VendorMocks");

    /// <summary>Renders the answer and tells the journal its size. A failure becomes the vendor's 500 and is marked as our bug.</summary>
    /// <param name="outcome">What the world decided.</param>
    /// <param name="output">Receives the body; cleared first.</param>
    /// <returns>The response whose status and headers go with the body.</returns>
    public static ApiResponse Render(in Outcome outcome, ArrayBufferWriter<byte> output)
    {
        var response = outcome.Response;
        output.ResetWrittenCount();
        try
        {
            response.Content?.WriteTo(output);
        }
#pragma warning disable CA1031 // Whatever a serializer throws is a bug of ours and must not look like the vendor.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            output.ResetWrittenCount();
            response = outcome.World is { } world && outcome.Exchange.Vendor is { } name && Vendors.Find(name) is { } vendor
                ? world.AnswerBug(vendor, outcome.Exchange.Request)
                : new ApiResponse(500) { Why = World.BugInTheFake };
            outcome.Exchange.Bug = fault.ToString();
            outcome.Exchange.Response = response;
            response.Content?.WriteTo(output);
        }

        outcome.Exchange.Rendered(output.WrittenCount);
        if (outcome.World is { StrictContracts: true, Host.Contracts: { } check } strict)
            strict.Journal.Judged(outcome.Exchange, check(outcome.Exchange));
        if (Watchers.IsEnabled())
            Tell(outcome.Exchange);
        return response;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Watchers take the exchange itself, not its properties by name.")]
    private static void Tell(Exchange exchange) => Watchers.Write(nameof(Exchange), exchange);

    /// <summary>The lines that tell where to look the call up, why it was refused, which stub answered, and in a strict world that it broke its contract.</summary>
    public static KeyValuePair<string, string>[] Lines(in Outcome outcome, ApiResponse response)
    {
        var id = KeyValuePair.Create(ExchangeHeader, outcome.Exchange.Id.ToString(CultureInfo.InvariantCulture));
        KeyValuePair<string, string>[] lines = Why(outcome.Exchange, response) is { } why ? [id, KeyValuePair.Create(WhyHeader, why)] : [id];
        if (outcome.Exchange is { Stub: { } stub, StubId: { } stubId })
            lines = [.. lines, KeyValuePair.Create(StubHeader, Ascii.IsValid(stub) && !stub.Any(char.IsControl) ? stub : stubId)];
        return outcome.World is { StrictContracts: true } && outcome.Exchange.Violations is { Count: > 0 }
            ? [.. lines, KeyValuePair.Create(ContractHeader, "violated")]
            : lines;
    }

    // A call may be refused and struck: both are told.
    private static string? Why(Exchange exchange, ApiResponse response)
    {
        if (exchange.Fault is not { } fault || response.Why?.StartsWith(FaultStrike.WhyPrefix, StringComparison.Ordinal) == true)
            return response.Why;
        return response.Why is { } rule ? $"{rule}, {FaultStrike.WhyPrefix}{fault}" : FaultStrike.WhyPrefix + fault;
    }
}
