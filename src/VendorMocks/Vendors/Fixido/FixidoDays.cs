namespace VendorMocks;

/// <summary>FX-77: the range of days of a list, as Unix seconds that both belong to it.</summary>
internal readonly record struct FixidoDays(long? From, long? To)
{
    public static FixidoDays Read(FixidoInput input, FixidoRules rules)
    {
        var (first, last) = (input.Day("date_from"), input.Day("date_to"));
        if (rules.DatePair == FixidoDatePair.Both && (first is null || last is null))
            return default;
        var from = first is { } start ? FixidoTime.StartOf(start) : (DateTimeOffset?)null;
        DateTimeOffset? to = last is not { } end ? null
            : rules.DateTo == FixidoDateTo.Midnight ? FixidoTime.StartOf(end)
            : FixidoTime.StartOf(end.AddDays(1)).AddSeconds(-1);
        return new FixidoDays(from?.ToUnixTimeSeconds(), to?.ToUnixTimeSeconds());
    }

    public bool Contain(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        return !(seconds < From) && !(seconds > To);
    }
}
