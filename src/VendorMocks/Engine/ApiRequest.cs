namespace VendorMocks;

/// <summary>One request as it arrived, read once and never changed. Doors build it; everything behind them only reads it.</summary>
public sealed class ApiRequest
{
    private readonly int _queryStart;
    private FieldMap? _query;
    private BodyReading? _body;

    /// <summary>Creates a request.</summary>
    /// <param name="method">The verb as sent, for example <c>POST</c>.</param>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="host">The host the caller asked for, without port.</param>
    /// <param name="target">Path and query exactly as sent, percent-encoding untouched.</param>
    /// <param name="headers">Header lines in the order sent.</param>
    /// <param name="body">The whole body; empty when there was none.</param>
    public ApiRequest(
        string method,
        string scheme,
        string host,
        string target,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body)
    {
        Method = method;
        Scheme = scheme;
        Host = host;
        Target = target;
        Headers = headers;
        Body = body;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        _queryStart = question < 0 ? target.Length : question;
        Path = question < 0 ? target : target[..question];
    }

    /// <summary>The verb as sent.</summary>
    public string Method { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host the caller asked for, without port.</summary>
    public string Host { get; }

    /// <summary>Path and query exactly as sent.</summary>
    public string Target { get; }

    /// <summary>The path exactly as sent, percent-encoding untouched.</summary>
    public string Path { get; }

    /// <summary>The query exactly as sent, without its question mark; empty when there is none.</summary>
    public string QueryString => _queryStart + 1 < Target.Length ? Target[(_queryStart + 1)..] : "";

    /// <summary>The query with its question mark, or empty: what a redirect appends to its new path.</summary>
    public string QuerySuffix => Target[_queryStart..];

    /// <summary>Header lines in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The whole body; empty when there was none or when it was larger than the door accepts.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>True when the body was larger than the door accepts, so that <see cref="Body"/> is empty.</summary>
    public bool BodyTooLarge { get; init; }

    /// <summary>The verb that decides the operation: HEAD reads as GET.</summary>
    internal bool IsHead => Method == "HEAD";

    /// <summary>The first value of a header, or null.</summary>
    /// <param name="name">Header name, in any casing.</param>
    public string? Header(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (string.Equals(Headers[i].Key, name, StringComparison.OrdinalIgnoreCase))
                return Headers[i].Value;
        }

        return null;
    }

    /// <summary>The media type of the body without parameters, in small letters; empty when none was sent.</summary>
    public string MediaType
    {
        get
        {
            var type = Header("Content-Type");
            if (type is null)
                return "";
            var end = type.IndexOf(';', StringComparison.Ordinal);
            return (end < 0 ? type : type[..end]).Trim().ToLowerInvariant();
        }
    }

    /// <summary>The <c>charset</c> of the Content-Type in small letters; empty when it names none.</summary>
    internal string Charset
    {
        get
        {
            var type = Header("Content-Type") ?? "";
            foreach (var parameter in type.Split(';').Skip(1))
            {
                var pair = parameter.Split('=', 2, StringSplitOptions.TrimEntries);
                if (pair.Length == 2 && pair[0].Equals("charset", StringComparison.OrdinalIgnoreCase))
                    return pair[1].Trim('"').ToLowerInvariant();
            }

            return "";
        }
    }

    /// <summary>The query's parameters in a vendor's dialect. Read once; a request meets one vendor, so one dialect.</summary>
    internal FieldMap Query(FieldDialect dialect) =>
        _query ??= _queryStart + 1 < Target.Length
            ? FieldReader.ReadQuery(Target.AsSpan(_queryStart + 1), dialect).Root.Map
            : FieldMap.Empty;

    /// <summary>The problem of the query's bytes, or null; only dialects that reject invalid UTF-8 have one.</summary>
    internal string? QueryProblem(FieldDialect dialect) =>
        _queryStart + 1 < Target.Length ? FieldReader.ReadQuery(Target.AsSpan(_queryStart + 1), dialect).Problem : null;

    /// <summary>The body read as the given format in a vendor's dialect. Read once.</summary>
    internal FieldReading ReadBody(BodyFormat format, FieldDialect dialect)
    {
        if (_body is { } done && done.Format == format)
            return done.Reading;
        var reading = format switch
        {
            BodyFormat.Json => FieldReader.ReadJson(Body.Span, dialect),
            BodyFormat.Multipart => FieldReader.ReadMultipart(Body, Header("Content-Type") ?? "", dialect),
            _ => FieldReader.ReadForm(Body.Span, dialect),
        };
        _body = new BodyReading(format, reading);
        return reading;
    }

    private sealed record BodyReading(BodyFormat Format, FieldReading Reading);
}

/// <summary>How a body is to be read. Which one applies is each vendor's rule.</summary>
internal enum BodyFormat
{
    Form,
    Multipart,
    Json,
}
