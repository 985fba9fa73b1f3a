namespace VendorMocks;

/// <summary>The bytes of bodies that are on their way in, of all calls together: many large ones at once must not fill the memory.</summary>
internal sealed class BodyRoom(long most = BodyRoom.DefaultMost)
{
    public const long DefaultMost = 256L * 1024 * 1024;

    private long _taken;

    /// <summary>What is taken now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes more; false when there is none, and then nothing was taken.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most)
            return true;
        Return(bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
