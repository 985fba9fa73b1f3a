using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>How Fixido says yes and no: an envelope with HTTP 200, wrapped when the caller asks for JSONP.</summary>
internal static class FixidoResponses
{
    public const string Sorry = "Error while doing your action.";

    private static readonly KeyValuePair<string, string>[] NoSniff = [KeyValuePair.Create("X-Content-Type-Options", "nosniff")]; // FX-20
    private static readonly KeyValuePair<string, string>[] NoSniffAllow = [.. NoSniff, KeyValuePair.Create("Allow", "GET, HEAD, POST, OPTIONS")];

    /// <summary>FX-13: a success in the ordinary envelope.</summary>
    public static ApiResponse Ok<T>(Call call, T data, JsonTypeInfo<FixidoEnvelope<T>> json, bool status = true) =>
        Of(call, new FixidoEnvelope<T>(status, data, []), json);

    /// <summary>FX-15: a failure with no data.</summary>
    public static ApiResponse Failed(Call call, string rule, params string[] errors) =>
        Of(call, new FixidoEnvelope<string>(false, null!, errors), FixidoJson.Default.TextEnvelope) with { Why = rule };

    /// <summary>FX-15: a failure of a list, whose data are nothing rather than null.</summary>
    public static ApiResponse FailedList(Call call, string rule, params string[] errors) =>
        Of(call, new FixidoEnvelope<string[]>(false, [], errors), FixidoJson.Default.NothingEnvelope) with { Why = rule };

    /// <summary>FX-30: what was wrong with the parameters.</summary>
    public static ApiResponse Failed(Call call, FixidoInput input) =>
        Failed(call, input.Wrong[0].Rule, [Sorry, .. input.Wrong.Select(wrong => wrong.ToString())]);

    /// <summary>FX-61, FX-81.</summary>
    public static ApiResponse NoSuchLead(Call call, string rule) => Failed(call, rule, Sorry, "Lead matching query does not exist.");

    /// <summary>FX-03, FX-10: a page for people, so that nobody takes it for the vendor's envelope.</summary>
    public static ApiResponse Page(int status, string rule, string title, string path = "")
    {
        var where = path.Length == 0 ? "" : $"<p>{WebUtility.HtmlEncode(path)}</p>";
        return new ApiResponse(status, new TextContent($"<!doctype html><title>{title}</title><h1>{title}</h1>{where}\n", "text/html; charset=utf-8"))
        {
            Headers = NoSniff,
            Why = rule,
        };
    }

    /// <summary>FX-05: a verb that the path does not have.</summary>
    public static ApiResponse WrongVerb() => Page(405, "FX-05", "Method Not Allowed") with { Headers = NoSniffAllow };

    /// <summary>FX-05: what the path has.</summary>
    public static ApiResponse Options() => new(204) { Headers = NoSniffAllow };

    /// <summary>FX-02: where the path goes on.</summary>
    public static ApiResponse Moved(string to) => new ApiResponse(301) { Headers = NoSniff, Why = "FX-02" }.With("Location", to);

    /// <summary>Any envelope.</summary>
    public static ApiResponse Of<T>(Call call, T envelope, JsonTypeInfo<T> json)
    {
        ResponseContent content = new JsonContent<T>(envelope, json, ((FixidoState)call.State).Values.ContentType); // FX-12
        // FX-18; FX-19 has seen to it that the name is harmless.
        if (Callback(call) is { } name)
            content = new WrappedContent(name + "(", content, ")");
        return new ApiResponse(200, content) { Headers = NoSniff };
    }

    /// <summary>FX-19: the refusal of a callback is the one answer that it does not wrap.</summary>
    public static ApiResponse BadCallback(Call call)
    {
        var envelope = new FixidoEnvelope<string>(false, null!, ["Invalid jsoncallback"]);
        var content = new JsonContent<FixidoEnvelope<string>>(envelope, FixidoJson.Default.TextEnvelope, ((FixidoState)call.State).Values.ContentType);
        return new ApiResponse(200, content) { Headers = NoSniff, Why = "FX-19" };
    }

    /// <summary>FX-18: the name that the query asks for, or null.</summary>
    public static string? Callback(Call call) =>
        call.Request.Query(Fixido.Dialect).TextOf("jsoncallback") is { Length: > 0 } name ? name : null;

    /// <summary>FX-19: names joined by dots, each with at most one index.</summary>
    public static bool IsHarmless(string callback)
    {
        if (callback.Length > 128)
            return false;
        foreach (var range in callback.AsSpan().Split('.'))
        {
            var part = callback.AsSpan(range);
            if (part is [.., ']'] && part.IndexOf('[') is > 0 and var open)
            {
                var index = part[(open + 1)..^1];
                if (index.IsEmpty || index.ContainsAnyExceptInRange('0', '9'))
                    return false;
                part = part[..open];
            }

            if (part.IsEmpty || char.IsAsciiDigit(part[0]))
                return false;
            foreach (var letter in part)
            {
                if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '$'))
                    return false;
            }
        }

        return true;
    }
}

/// <summary>FX-13: the ordinary envelope.</summary>
internal sealed record FixidoEnvelope<T>(bool Status, T Data, string[] Error);
