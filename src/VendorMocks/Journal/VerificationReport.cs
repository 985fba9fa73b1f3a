using System.Text;

namespace VendorMocks;

/// <summary>Writes why an expectation is not met.</summary>
internal sealed class VerificationReport(string head)
{
    private const int MostNearest = 3;
    private const int MostListed = 10;

    private readonly StringBuilder _text = new(head);

    /// <summary>The calls that differ least, the latest first, with each difference marked.</summary>
    public void AddNearest(IEnumerable<Exchange> calls, ExchangeFilter filter)
    {
        var nearest = calls.Select(call => (Call: call, Comparisons: filter.Compare(call)))
            .OrderBy(miss => miss.Comparisons.Sum(comparison => comparison.Weight))
            .ThenByDescending(miss => miss.Call.Id)
            .Take(MostNearest)
            .ToList();
        _text.Append("\n\nNearest misses:");
        if (nearest.Count == 0)
            _text.Append(" none, there was no other call.");
        foreach (var (call, comparisons) in nearest)
        {
            _text.Append($"\n  {call.ToLine()}");
            foreach (var comparison in comparisons)
                _text.Append($"\n    {comparison}");
        }
    }

    /// <summary>Calls under a title; nothing when there are none.</summary>
    public void AddList(string title, IReadOnlyList<Exchange> calls)
    {
        if (calls.Count == 0)
            return;
        _text.Append($"\n\n{title}:");
        foreach (var call in calls.Take(MostListed))
            _text.Append($"\n  {call.ToLine()}");
        if (calls.Count > MostListed)
            _text.Append($"\n  and {calls.Count - MostListed} more");
    }

    /// <summary>Lines under a title; nothing when there are none.</summary>
    public void AddFindings(string title, IEnumerable<string> findings)
    {
        var lines = findings.Take(MostListed).ToList();
        if (lines.Count > 0)
            _text.Append($"\n\n{title}:\n  {string.Join("\n  ", lines)}");
    }

    /// <summary>What came to the host and found no vendor or no world: the call that is missed may be among it.</summary>
    public void AddUnclaimed(Journal? unclaimed)
    {
        var calls = unclaimed?.Exchanges ?? [];
        if (calls.Count == 0)
            _text.Append("\n\nUnclaimed calls: none.");
        AddList($"Unclaimed calls ({unclaimed?.Total}), the latest first", [.. calls.Reverse()]);
    }

    /// <summary>How many exchanges the journal dropped, and how many of them might have decided otherwise.</summary>
    public void AddDropped(long evicted, long undecided)
    {
        if (evicted == 0)
            return;
        _text.Append($"\n\nDropped: the journal let go of its {evicted} oldest exchanges to keep its bounds.");
        if (undecided > 0)
            _text.Append($" Up to {undecided} of them might be such calls, so this cannot be certified: ask sooner, clear the journal before, or ask by operation and status alone, which are counted for ever.");
    }

    public override string ToString() => _text.ToString();
}
