using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>
/// What the expressions of all patterns together may take for one call, whoever wrote them and whatever was sent. Where it does not
/// suffice nothing is known, so that nothing matches.
/// </summary>
internal sealed class MatchTime
{
    private static readonly object Key = new();
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private TimeSpan _spent;

    /// <summary>What is left.</summary>
    public TimeSpan Left => Longest - _spent;

    /// <summary>That of a call, for all patterns that look at it.</summary>
    public static MatchTime Of(StubCall call) => call.Once(Key, static _ => new MatchTime());

    /// <summary>A call of the journal that shares this time with others.</summary>
    public StubCall CallOf(Exchange exchange)
    {
        var call = StubCall.Of(exchange);
        call.Once(Key, _ => this);
        return call;
    }

    /// <summary>Does some work if there is time.</summary>
    /// <exception cref="MatchTimeException">There is none, or it does not suffice.</exception>
    public T Spend<T>(Func<T> work)
    {
        if (Left <= TimeSpan.Zero)
            throw new MatchTimeException();
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new MatchTimeException();
        }
        finally
        {
            _spent += Stopwatch.GetElapsedTime(start);
        }
    }
}

/// <summary>Whether something matches cannot be found out with the work that is allowed.</summary>
internal sealed class MatchTimeException() : InvalidOperationException("It takes too much work to find out what matches: a regular expression, a JSONPath or a JSON comparison is too much for what was sent.");
