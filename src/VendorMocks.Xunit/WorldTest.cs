using Xunit;

namespace VendorMocks;

/// <summary>
/// A test class whose every test has a world of its own. At a test's end the world is held against what was asked of it:
/// webhooks that nobody waited for, and contracts where <see cref="StrictContracts"/> is on, fail the test.
/// </summary>
public abstract class WorldTest : IAsyncLifetime
{
    private bool _strict;

    /// <summary>Opens a world.</summary>
    /// <param name="options">How it begins; empty and frozen when left out.</param>
    protected WorldTest(WorldOptions? options = null) => World = World.Open(options ?? new WorldOptions());

    /// <summary>Opens a world as a fixture arranged it.</summary>
    /// <param name="arranged">The fixture.</param>
    protected WorldTest(WorldFixture arranged)
    {
        ArgumentNullException.ThrowIfNull(arranged);
        World = arranged.Open();
    }

    /// <summary>The test's world.</summary>
    protected World World { get; }

    /// <summary>Whether the test fails when a request or an answer departs from its vendor's contract. Set it in the constructor.</summary>
    protected bool StrictContracts
    {
        get => _strict;
        set
        {
            _strict = value;
            World.EnforceContracts(value);
        }
    }

    /// <summary>When the journal is written to the test's output.</summary>
    protected JournalOutput JournalOutput { get; set; } = JournalOutput.OnFailure;

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Holds the world against what was asked of it and closes it. Call it last where you override it.</summary>
    /// <exception cref="ContractViolationException">Strict, and something departed from its contract.</exception>
    /// <exception cref="InvalidOperationException">Webhooks are under way.</exception>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        using (World)
        {
            var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
            if (JournalOutput == JournalOutput.Always || (failed && JournalOutput == JournalOutput.OnFailure))
                World.WriteJournal();
            // A failure of its own says more than what came of it.
            if (!failed)
            {
                World.ThrowIfUnsettled();
                if (StrictContracts)
                    World.VerifyContracts();
            }
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>When a world's journal is written to the test's output.</summary>
public enum JournalOutput
{
    /// <summary>When the test failed.</summary>
    OnFailure,

    /// <summary>After every test.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
