namespace VendorMocks;

/// <summary>A counter that takes part in transactions: a rollback gives its numbers back.</summary>
internal sealed class Sequence
{
    private long _committed;

    internal Sequence(string name, long first)
    {
        Name = name;
        First = first;
        Reset(first);
    }

    public string Name { get; }

    /// <summary>The number that <see cref="Next"/> will hand out.</summary>
    public long Value { get; private set; }

    internal long First { get; }

    internal bool Moved => Value != _committed;

    public long Next()
    {
        if (Value == long.MaxValue) throw new InvalidOperationException($"Sequence '{Name}' is used up.");
        return Value++;
    }

    internal void Commit() => _committed = Value;

    internal void Rollback() => Value = _committed;

    internal void Reset(long value) => Value = _committed = value;
}
