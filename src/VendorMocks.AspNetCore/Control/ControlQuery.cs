using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>The query of a call, read as strictly as <see cref="ControlInput"/> reads bodies. <see cref="ControlPlane"/> refuses names that the call does not ask for.</summary>
internal sealed class ControlQuery(IQueryCollection query) : IBindableFromHttpContext<ControlQuery>
{
    private const string Ending = "<name>";

    /// <summary>Reads a text; false when it is none of that kind.</summary>
    public delegate bool TryRead<T>(string text, out T value);

    /// <summary>What is wrong with it, or null.</summary>
    public Problem? Problem { get; private set; }

    public static ValueTask<ControlQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => new(new ControlQuery(context.Request.Query));

    /// <summary>Refuses parameters of other names.</summary>
    public ControlQuery Expect(IReadOnlyList<string> names)
    {
        if (Unknown(names) is { } name)
            Refuse(Refused.Unknown("parameter", name, Text(name)!, names));
        return this;
    }

    /// <summary>The first parameter of another name, or null. A name with <c>&lt;name&gt;</c> at its end means all that begin like it.</summary>
    public string? Unknown(IReadOnlyList<string> names) => query.Keys.FirstOrDefault(name => !names.Any(known => known == name
        || (known.EndsWith(Ending, StringComparison.Ordinal) && name.Length > known.Length - Ending.Length && name.StartsWith(known[..^Ending.Length], StringComparison.Ordinal))));

    /// <summary>A parameter's text; null when it is absent.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Whether keys and passwords are asked for: <c>secrets=shown</c>.</summary>
    public bool ShowsSecrets() => Chooses("secrets", "hidden", "shown");

    /// <summary>Whether a parameter of two values has the other than the usual one, which it has when it is absent.</summary>
    public bool Chooses(string name, string usual, string other)
    {
        var text = Text(name) ?? usual;
        if (text != usual && text != other)
            Refuse(Refused.Bad(name, text, $"{other} or {usual}"));
        return text == other;
    }

    /// <summary>A whole number; null when it is absent or wrong.</summary>
    public int? Number(string name, int least, int most) => Read(
        name,
        $"a whole number from {least} {(most == int.MaxValue ? "on" : $"to {most}")}",
        (string text, out int number) => WorldValues.TryWhole(text, out number) && number >= least && number <= most);

    /// <summary>A parameter that is more than a text; null when it is absent or wrong.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="accepted">What would be right.</param>
    /// <param name="read">Reads it.</param>
    public T? Read<T>(string name, string accepted, TryRead<T> read)
        where T : struct => Read(name, read, text => Refuse(Refused.Bad(name, text, accepted)));

    /// <summary>The same for an API that refuses in words of its own.</summary>
    public T? Read<T>(string name, TryRead<T> read, Action<string> refuse)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        if (read(text, out var value))
            return value;
        refuse(text);
        return null;
    }

    /// <summary>Says what is wrong, unless something is already.</summary>
    public void Refuse(Problem problem) => Problem ??= problem;
}
