namespace VendorMocks;

/// <summary>What is due inside a world's own state, as its clock sees it.</summary>
/// <param name="NextDue">The earliest due time, null for none.</param>
/// <param name="RunDue">Runs what is due up to the moment given.</param>
internal sealed record Agenda(Func<DateTimeOffset?> NextDue, Action<DateTimeOffset> RunDue)
{
    /// <summary>The earliest due time in ticks, or <see cref="WorldTimer.Never"/>.</summary>
    internal long Next() => NextDue() is { } due ? due.UtcTicks : WorldTimer.Never;
}
