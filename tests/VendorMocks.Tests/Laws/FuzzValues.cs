using System.Text;

namespace VendorMocks.Tests;

/// <summary>Values that programs stumble over, and bytes that are nothing at all.</summary>
internal static class FuzzValues
{
    private static readonly string[] Texts =
    [
        "", " ", "\u00A0\u2028", "0", "-0", "1", "2", "3", "-1", "+1", "1.5", "-1.5", "00012", "1,5", "0x10", "١٢", "½",
        "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999999999999999",
        "79228162514264337593543950335", "0.00000000000000000000000000001", "1e400", "-1e400", "1e-400", "1e5", "NaN", "Infinity", "-Infinity",
        "null", "true", "false", "on", "yes", "undefined", "[]", "{}", "[", "{\"a\":", "\"", "\\", "'", "' OR 1=1 --", "<script>alert(1)</script>",
        "😀", "e\u0301", "İ", "ß", "\u202Etxt", "a\0b", "\0", "\r\nX-Injected: 1", "\t", "%", "%00", "%zz", "%ff%fe", "%2F..%2F", "../../etc", "a/b?c#d",
        "2026-02-30", "2026-01-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "10000-01-01", "2026-01-01T00:00:00+99:00", "2026-1-1",
        "24:00", "1970-01-01T00:00:00Z", "253402300800", "-62135596801", "01/02/2026", "today",
        "a@b", "@", "a@b@c", "a b@example.com", "robin@example.com", "ROBIN@EXAMPLE.COM", new('x', 3000), "\uD83D", "\uDC00x",
        "http://", "http://[", "https://example.com/?a=1#b", "javascript:alert(1)", "//example.org", "http://example.com:99999/", "http://127.0.0.1/hook",
        "SEK", "EUR", "XXX", "Europe/Berlin", "$1,000.00", "1;2;3", "1,2,3", "asc", "desc", "callback(", "a.b[0]", "a.b", "__proto__", "constructor",
    ];

    private static readonly string[] JsonValues =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "1E+2", "123456789012345678901234567890", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"",
        "\"2026-02-30\"", "[]", "{}", "[null]", "[1,\"a\",{}]", "[[[[[[]]]]]]", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "{\"a\":1,\"a\":2,\"A\":3}", "{\"\":\"\"}",
        "[{\"id\":1},{\"id\":1}]", "\"😀\"", "\"robin@example.com\"",
    ];

    private static readonly string[] Wholes =
    [
        "", "null", "[]", "{}", "\"x\"", "0", "NaN", "{", "}", "{\"a\":1", "{\"a\":1}}", "{'a':1}", "/* */ {}", "\uFEFF{}", "<a/>", "a=1&b", "&&&=&", "a[b][c][][]=1&a[b]=2&a=3",
        "a[=1&[]=2&]=3&=4", "%=%&%%%", new('[', 5000), string.Concat(Enumerable.Repeat("{\"a\":", 300)), string.Concat(Enumerable.Repeat("a[b]", 200)) + "=1",
        string.Join('&', Enumerable.Range(0, 1500).Select(i => $"a{i}={i}")), "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--", "--x\r\n--x", "--x",
    ];

    private static readonly char[] Signs = [.. "/?&=%[]{}.;:@#\\\"'<>~*"];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=\"", "text/plain",
        "application/json; charset=utf-16", "application/json;charset=nonsense", "", ";", "a", "application/vnd.api+json", "APPLICATION/JSON", "image/png", "/", "text/html, application/json",
    ];

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static string Text(Random random) => random.Of(Texts);

    /// <summary>A JSON value, or a text as one; not always well formed.</summary>
    public static string Json(Random random) => random.Next(2) == 0 ? random.Of(JsonValues) : $"\"{Text(random)}\"";

    public static string ContentType(Random random) => random.Of(ContentTypes);

    /// <summary>A whole body that is no answer to what was asked.</summary>
    public static byte[] Body(Random random) => random.Next(3) == 0 ? Bytes(random, 400) : Encoding.UTF8.GetBytes(random.Of(Wholes));

    public static byte[] Bytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Letters of every kind that can stand in a request line, which holds neither blanks nor line ends.</summary>
    public static string LineText(Random random, int most) =>
        string.Create(random.Next(most), random, static (text, random) =>
        {
            foreach (ref var letter in text)
                letter = random.Next(4) == 0 ? random.Of(Signs) : (char)random.Next(0x21, 0x7F);
        });
}
