namespace VendorMocks;

/// <summary>JSON inside a function call, as scripts of other sites fetch it.</summary>
public static class Jsonp
{
    /// <summary>The JSON inside <c>name(…)</c>, with or without a semicolon behind it; any other body as it is.</summary>
    /// <param name="body">The body's bytes in UTF-8.</param>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> body)
    {
        var call = body.TrimEnd(" \t\r\n;"u8);
        int open = call.IndexOf((byte)'(');
        return open > 0 && call[^1] == (byte)')' && IsName(call[..open]) ? call[(open + 1)..^1] : body;
    }

    // A dotted name, whose parts may be indexed: cb, app.done, calls[3].
    private static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (byte letter in name)
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'_' or (byte)'$' or (byte)'.' or (byte)'[' or (byte)']'))
                return false;
        return !char.IsAsciiDigit((char)name[0]) && name[0] is not (byte)'[';
    }
}
