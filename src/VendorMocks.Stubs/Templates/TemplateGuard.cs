using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>Looks at a template before it is compiled: what could hang or exhaust, and what is not supported.</summary>
internal static partial class TemplateGuard
{
    private const int LongestText = 64 * 1024;
    private const int MostExpressions = 1000;
    private const int DeepestBlocks = 20;
    private const int DeepestCalls = 20;

    private static readonly string[] Blocks = ["if", "unless", "each", "with"];

    /// <summary>Why a template is refused; null when it is not.</summary>
    public static string? Problem(string text)
    {
        if (text.Length > LongestText)
            return $"the template has {text.Length} characters; at most {LongestText} are taken";
        var expressions = Expression().Matches(text);
        if (expressions.Count > MostExpressions)
            return $"the template has {expressions.Count} expressions; at most {MostExpressions} are taken";
        // What is not seen as an expression here cannot be judged.
        if (Expression().Replace(text, " ").Contains("{{", StringComparison.Ordinal))
            return "an expression is not closed, or has a brace inside";
        var depth = 0;
        foreach (Match match in expressions)
        {
            var inside = Quoted().Replace(match.Groups["inside"].Value.Trim().Trim('~').Trim(), "'text'");
            if (inside.StartsWith('!'))
                continue;
            if (inside.StartsWith('/'))
                depth--;
            else if (inside.StartsWith('#') || inside.StartsWith('^'))
                depth++;
            if (depth > DeepestBlocks)
                return $"blocks are nested deeper than {DeepestBlocks}";
            if (ProblemIn(inside) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? ProblemIn(string inside)
    {
        var isBlock = inside.StartsWith('#') || inside.StartsWith('^');
        var body = inside.TrimStart('#', '^', '&', '{', '~').TrimStart();
        if (body.StartsWith('>') || body.StartsWith('*'))
            return "partials and decorators are not supported in templates";
        var (deepest, at) = (0, 0);
        foreach (var c in body)
            deepest = Math.Max(deepest, at += c == '(' ? 1 : c == ')' ? -1 : 0);
        if (deepest > DeepestCalls)
            return $"calls of helpers are nested deeper than {DeepestCalls}";
        if (Unsupported().Match(body) is { Success: true } part)
            return $"'{part.Value}' is not supported in templates";
        var words = body.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || inside.StartsWith('/'))
            return null;
        var hasArguments = words.Length == 2 && !words[1].StartsWith("as |", StringComparison.Ordinal);
        if (isBlock && hasArguments && !Blocks.Contains(words[0]))
            return $"the block '{words[0]}' is not supported in templates. Supported: {string.Join(", ", Blocks)}";
        if (!isBlock && hasArguments && words[0] != "else" && !IsHelper(words[0]))
            return Unknown(words[0]);
        foreach (Match call in Call().Matches(body))
        {
            if (!IsHelper(call.Groups["name"].Value))
                return Unknown(call.Groups["name"].Value);
        }

        return null;
    }

    private static bool IsHelper(string name) => name == "lookup" || TemplateHelpers.Names.Contains(name);

    private static string Unknown(string name) =>
        $"the helper '{name}' is not supported in templates. Supported: lookup, {string.Join(", ", TemplateHelpers.Names.Order(StringComparer.Ordinal))}";

    [GeneratedRegex(@"\{\{(?:!--(?<inside>!).*?--~?\}\}|\{?(?<inside>[^{}]*)\}?\}\})", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\[[^\]]*\]""")]
    private static partial Regex Quoted();

    // What WireMock's model has beside what ours has; other names that mean nothing are written as nothing, as there.
    [GeneratedRegex(@"\brequest\.(parts|multipart|clientIp)\b")]
    private static partial Regex Unsupported();

    [GeneratedRegex(@"\(\s*(?<name>[^\s()]+)")]
    private static partial Regex Call();
}
