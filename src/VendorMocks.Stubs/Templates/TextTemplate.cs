using HandlebarsDotNet;

namespace VendorMocks;

/// <summary>A text of a response: as it stands, or with Handlebars expressions that are filled in for each call.</summary>
internal sealed class TextTemplate
{
    // One for all: it is only configured, and the lock keeps compilations apart.
    private static readonly Lock Gate = new();
    private static readonly IHandlebars Engine = TemplateHelpers.CreateEngine();

    private readonly string? _plain;
    private readonly HandlebarsTemplate<TextWriter, object, object>? _compiled;

    private TextTemplate(string plain) => _plain = plain;

    private TextTemplate(HandlebarsTemplate<TextWriter, object, object> compiled) => _compiled = compiled;

    public static TextTemplate Plain(string text) => new(text);

    /// <summary>Reads a text.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="text">The text.</param>
    /// <param name="templated">Whether expressions in it are filled in.</param>
    /// <exception cref="StubMappingException">An expression is malformed or asks for what is not supported.</exception>
    public static TextTemplate Read(MappingNode node, string text, bool templated)
    {
        if (!templated || !text.Contains("{{", StringComparison.Ordinal))
            return new(text);
        if (TemplateGuard.Problem(text) is { } problem)
            throw node.Refuse(problem);
        try
        {
            lock (Gate)
                return new(Engine.Compile(new StringReader(text)));
        }
        catch (HandlebarsException fault)
        {
            throw node.Refuse($"the template cannot be read: {fault.Message.Split('\n')[0].TrimEnd('.')}");
        }
    }

    /// <summary>The text for a call.</summary>
    /// <exception cref="TemplateException">An expression fails, or the template does too much.</exception>
    public string Render(Lazy<TemplateModel> model)
    {
        if (_compiled is null)
            return _plain!;
        using var writer = new BoundedWriter(model.Value.Budget);
        try
        {
            _compiled(writer, model.Value.Root, model.Value.Data);
            return writer.ToString();
        }
        catch (Exception fault) when (Cause(fault) is { } cause)
        {
            throw cause;
        }
        catch (Exception fault) when (fault is HandlebarsException or ArgumentException or FormatException or InvalidOperationException or OverflowException or InvalidCastException)
        {
            throw new TemplateException($"The template fails: {fault.Message.Split('\n')[0]}");
        }
    }

    private static TemplateException? Cause(Exception? fault)
    {
        while (fault is not null and not TemplateException)
            fault = fault.InnerException;
        return (TemplateException?)fault;
    }

    /// <summary>Takes what a template writes, up to a bound.</summary>
    private sealed class BoundedWriter(TemplateBudget budget) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            budget.Write(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            budget.Write(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            budget.Write(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            budget.Write(value?.Length ?? 0);
            base.Write(value);
        }
    }
}

/// <summary>A template fails for a call.</summary>
internal sealed class TemplateException(string message) : Exception(message);

/// <summary>What one answer may cost.</summary>
internal sealed class TemplateBudget
{
    public const int MostCharacters = 1024 * 1024;
    private const int MostSteps = 100_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly long _start = System.Diagnostics.Stopwatch.GetTimestamp();
    private int _steps;
    private int _written;

    /// <summary>Counts an element of a loop or a helper's work.</summary>
    public void Step()
    {
        if (++_steps > MostSteps)
            throw new TemplateException($"The template takes more than {MostSteps} steps.");
        if (System.Diagnostics.Stopwatch.GetElapsedTime(_start) > Longest)
            throw new TemplateException($"The template takes longer than {Longest.TotalSeconds} s.");
    }

    /// <summary>Counts characters that are written, or that a helper makes.</summary>
    public void Write(int characters)
    {
        _written += characters;
        if (_written > MostCharacters)
            throw new TemplateException($"The template makes more than {MostCharacters} characters.");
    }

    /// <summary>Refuses a text that a helper is about to make.</summary>
    public static void Require(long characters)
    {
        if (characters > MostCharacters)
            throw new TemplateException($"A helper would make more than {MostCharacters} characters.");
    }
}
