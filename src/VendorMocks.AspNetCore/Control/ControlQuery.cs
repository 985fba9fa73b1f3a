using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>The query of a control call, read as strictly as <see cref="ControlInput"/> reads bodies.</summary>
internal sealed class ControlQuery(IQueryCollection query) : IBindableFromHttpContext<ControlQuery>
{
    /// <summary>What is wrong with it, or null.</summary>
    public Problem? Problem { get; private set; }

    public static ValueTask<ControlQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => new(new ControlQuery(context.Request.Query));

    /// <summary>Refuses parameters of other names.</summary>
    public ControlQuery Expect(params string[] names)
    {
        foreach (var (name, values) in query)
        {
            if (!names.Contains(name))
                Problem ??= Refused.Unknown("parameter", name, values.ToString(), names);
        }

        return this;
    }

    /// <summary>A parameter's text; null when it is absent.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Whether keys and passwords are asked for: <c>secrets=shown</c>.</summary>
    public bool ShowsSecrets() => Chooses("secrets", "hidden", "shown");

    /// <summary>Whether a parameter of two values has the other than the usual one, which it has when it is absent.</summary>
    public bool Chooses(string name, string usual, string other)
    {
        var text = Text(name) ?? usual;
        if (text != usual && text != other)
            Problem ??= Refused.Bad(name, text, $"{other} or {usual}");
        return text == other;
    }

    /// <summary>A whole number; null when it is absent or wrong.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Problem ??= Refused.Bad(name, text, $"a whole number from {least} {(most == int.MaxValue ? "on" : $"to {most}")}");
        return null;
    }
}
