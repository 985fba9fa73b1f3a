using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using HandlebarsDotNet;

namespace VendorMocks;

/// <summary>The helpers that templates may call. Each is bounded in what it makes, and draws and tells time as the world does.</summary>
internal static class TemplateHelpers
{
    private static readonly FrozenDictionary<string, Helper> All = new Dictionary<string, Helper>
    {
        ["trim"] = new(1, call => call.Text(0).Trim()),
        ["upper"] = new(1, call => call.Text(0).ToUpperInvariant()),
        ["lower"] = new(1, call => call.Text(0).ToLowerInvariant()),
        ["capitalize"] = new(1, call => Capitalize(call.Text(0))),
        ["substring"] = new(2, Substring),
        ["replace"] = new(3, Replace),
        ["join"] = new(2, Join),
        ["size"] = new(1, call => call[0] is IReadOnlyList<object?> list ? list.Count : call[0] is TemplateMap map ? map.Count : call.Text(0).Length),
        ["contains"] = new(2, call => call[0] is IReadOnlyList<object?> list ? list.Any(item => Helper.TextOf(item) == call.Text(1)) : call.Text(0).Contains(call.Text(1), StringComparison.Ordinal)),
        ["eq"] = new(2, call => call.Text(0) == call.Text(1)),
        ["neq"] = new(2, call => call.Text(0) != call.Text(1)),
        ["gt"] = new(2, call => call.Number(0) > call.Number(1)),
        ["gte"] = new(2, call => call.Number(0) >= call.Number(1)),
        ["lt"] = new(2, call => call.Number(0) < call.Number(1)),
        ["lte"] = new(2, call => call.Number(0) <= call.Number(1)),
        ["and"] = new(2, call => call.Positional.All(value => HandlebarsUtils.IsTruthy(value))),
        ["or"] = new(2, call => call.Positional.Any(value => HandlebarsUtils.IsTruthy(value))),
        ["not"] = new(1, call => HandlebarsUtils.IsFalsy(call[0], false)),
        ["array"] = new(0, call => new TemplateList(call.Model.Budget, string.Join(", ", call.Positional.Select(Helper.TextOf)), [.. call.Positional])),
        ["range"] = new(2, Range),
        ["math"] = new(3, Math),
        ["base64"] = new(1, call => call.Flag("decode") ? Encoding.UTF8.GetString(Convert.FromBase64String(call.Text(0))) : Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Text(0)))),
        ["urlEncode"] = new(1, call => call.Flag("decode") ? WebUtility.UrlDecode(call.Text(0)) : WebUtility.UrlEncode(call.Text(0))),
        ["jsonPath"] = new(2, JsonPath),
        ["regexExtract"] = new(2, RegexExtract),
        ["now"] = new(0, TemplateClock.Now),
        ["randomValue"] = new(0, RandomText),
        ["randomInt"] = new(0, call => RandomNumber(call)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static IHandlebars CreateEngine()
    {
        // Bodies are of any kind, so that nothing is escaped for HTML.
        var configuration = new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = false };
        configuration.FormatterProviders.Add(new TemplateFormat());
        var engine = Handlebars.Create(configuration);
        foreach (var (name, helper) in All)
            engine.RegisterHelper(name, (in HelperOptions options, in Context _, in Arguments arguments) => helper.Run(name, options, arguments));
        return engine;
    }

    private static string Capitalize(string text) =>
        string.Join(' ', text.Split(' ').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Substring(Helper.Call call)
    {
        var text = call.Text(0);
        var start = System.Math.Clamp((int)call.Number(1), 0, text.Length);
        var end = call.Positional.Count > 2 ? System.Math.Clamp((int)call.Number(2), start, text.Length) : text.Length;
        return text[start..end];
    }

    private static string Replace(Helper.Call call)
    {
        var (text, old, with) = (call.Text(0), call.Text(1), call.Text(2));
        if (old.Length == 0)
            return text;
        TemplateBudget.Require(text.Length + (long)(text.Length / old.Length) * System.Math.Max(0, with.Length - old.Length));
        return text.Replace(old, with, StringComparison.Ordinal);
    }

    private static string Join(Helper.Call call)
    {
        var last = call.Positional.Count - 1;
        var items = call[0] is IReadOnlyList<object?> list && last == 1 ? list.Select(Helper.TextOf) : call.Positional.Take(last).Select(Helper.TextOf);
        var joined = new StringBuilder();
        foreach (var item in items)
        {
            if (joined.Length > 0)
                joined.Append(call.Text(last));
            joined.Append(item);
            TemplateBudget.Require(joined.Length);
        }

        return joined.ToString();
    }

    private static TemplateList Range(Helper.Call call)
    {
        var (from, to) = ((int)call.Number(0), (int)call.Number(1));
        if (to < from || (long)to - from >= 10_000)
            throw new TemplateException("'range' goes upwards over at most 10000 numbers.");
        return new TemplateList(call.Model.Budget, $"{from}..{to}", [.. Enumerable.Range(from, to - from + 1).Cast<object?>()]);
    }

    private static string Math(Helper.Call call)
    {
        var (a, b) = ((decimal)call.Number(0), (decimal)call.Number(2));
        var result = call.Text(1) switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" when b != 0 => a / b,
            "%" when b != 0 => a % b,
            "/" or "%" => throw new TemplateException("'math' divides by nothing."),
            var other => throw new TemplateException($"'math' has no operator '{other}'. It has: + - * / %."),
        };
        return (result / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
    }

    private static object? JsonPath(Helper.Call call)
    {
        try
        {
            var subject = call.Text(0) == RequestParts.Body(call.Model.Call).Text ? RequestParts.Body(call.Model.Call) : new Subject(call.Text(0), new MatchTime());
            var found = new JsonPathQuery(call.Text(1)).Find(subject);
            return found.Count switch
            {
                0 => call.Option("default"),
                1 => TemplateMap.Of(found[0], call.Model.Budget),
                _ => new TemplateList(call.Model.Budget, $"[{string.Join(',', found.Select(token => token.ToString(Newtonsoft.Json.Formatting.None)))}]", [.. found.Select(token => TemplateMap.Of(token, call.Model.Budget))]),
            };
        }
        catch (Exception fault) when (fault is FormatException or MatchTimeException)
        {
            throw new TemplateException(fault.Message.TrimEnd('.') + ".");
        }
    }

    private static object? RegexExtract(Helper.Call call)
    {
        try
        {
            return new BoundedRegex(call.Text(1), whole: false).Match(call.Text(0), new MatchTime())?.Value ?? call.Option("default")
                ?? throw new TemplateException($"'regexExtract' found nothing that fits {call.Text(1)}.");
        }
        catch (Exception fault) when (fault is FormatException or MatchTimeException)
        {
            throw new TemplateException(fault.Message.TrimEnd('.') + ".");
        }
    }

    private static int RandomNumber(Helper.Call call)
    {
        var (lower, upper) = (call.Whole("lower", 0), call.Whole("upper", int.MaxValue));
        return lower < upper
            ? call.Model.Draw((random, purpose, n) => random.Next(purpose, n, lower, upper))
            : throw new TemplateException("'randomInt' needs a lower that is below its upper.");
    }

    private static string RandomText(Helper.Call call)
    {
        const string Digits = "0123456789", Letters = "abcdefghijklmnopqrstuvwxyz";
        var type = Helper.TextOf(call.Option("type") ?? "ALPHANUMERIC");
        if (type == "UUID")
            return call.Model.Draw(static (random, purpose, n) => random.Uuid(purpose, n));
        var letters = type switch
        {
            "ALPHANUMERIC" => Letters + Digits,
            "ALPHABETIC" => Letters,
            "NUMERIC" => Digits,
            "HEXADECIMAL" => Digits + "abcdef",
            _ => throw new TemplateException($"'randomValue' has no type {type}. It has: ALPHANUMERIC, ALPHABETIC, NUMERIC, HEXADECIMAL, UUID."),
        };
        var length = call.Whole("length", 36);
        if (length is < 1 or > 10_000)
            throw new TemplateException("'randomValue' has a length from 1 to 10000.");
        var text = new char[length];
        for (var i = 0; i < length; i++)
            text[i] = letters[call.Model.Draw((random, purpose, n) => random.Next(purpose, n, 0, letters.Length))];
        return call.Flag("uppercase") ? new string(text).ToUpperInvariant() : new string(text);
    }
}
