using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace VendorMocks.Tests;

/// <summary>
/// Holds every answer that any test provokes, through whatever door and of whatever world, against its schema, and as strictly as
/// only a fake can be held: it must send everything that the schema describes. The call that was answered wrongly throws.
/// </summary>
internal sealed class ContractWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<bool> Paused = new();
    private static readonly ConcurrentQueue<string> Missed = new();

    private ContractWatch()
    {
    }

    /// <summary>What was found behind a socket, where an exception does not reach the test that caused it.</summary>
    public static IReadOnlyCollection<string> Unheard => Missed;

    /// <summary>Lets answers pass, in the calling flow until it is disposed: for rule values that are off the contract on purpose.</summary>
    public static IDisposable Pause()
    {
        Paused.Value = true;
        return new Pausing();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == typeof(World).Namespace)
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        var exchange = (Exchange)value.Value!;
        if (Paused.Value || ExchangeCheck.OfCompleteResponse(exchange) is not { Count: > 0 } violations)
            return;
        var found = $"{exchange.Vendor} {exchange}\n{string.Join('\n', violations)}";
        if (TestContext.Current.Test is null)
            Missed.Enqueue(found);
        Assert.Fail(found);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    [ModuleInitializer]
    internal static void Begin() => DiagnosticListener.AllListeners.Subscribe(new ContractWatch());

    private sealed class Pausing : IDisposable
    {
        public void Dispose() => Paused.Value = false;
    }
}
