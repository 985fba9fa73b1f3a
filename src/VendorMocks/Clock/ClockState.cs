namespace VendorMocks;

/// <summary>What a snapshot or a state file keeps of a <see cref="WorldClock"/>.</summary>
/// <param name="Now">The virtual time at which the clock was saved, UTC.</param>
/// <param name="Running">Whether it was running.</param>
/// <param name="Offset">How far it was ahead of its host (negative: behind); what a restarted server keeps.</param>
/// <param name="SkipsDelays">The choice made with <see cref="WorldClock.SkipDelays"/>; null when none was made.</param>
internal readonly record struct ClockState(DateTimeOffset Now, bool Running, TimeSpan Offset, bool? SkipsDelays);
