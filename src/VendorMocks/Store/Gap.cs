namespace VendorMocks;

/// <summary>Opens and closes one place in an array of which only the first elements are used.</summary>
internal static class Gap
{
    /// <summary>Makes room at an index, growing the array when it is full; the place still holds an old value.</summary>
    public static ref T Open<T>(ref T[] items, int used, int at)
    {
        if (used == items.Length) Array.Resize(ref items, Math.Max(4, used * 2));
        Array.Copy(items, at, items, at + 1, used - at);
        return ref items[at];
    }

    public static void Close<T>(T[] items, int used, int at)
    {
        Array.Copy(items, at + 1, items, at, used - at - 1);
        items[used - 1] = default!;
    }
}
