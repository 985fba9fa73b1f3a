using System.Globalization;
using HandlebarsDotNet;

namespace VendorMocks;

/// <summary>One helper of templates.</summary>
/// <param name="Least">How many arguments it needs.</param>
/// <param name="Work">What it does.</param>
internal sealed record Helper(int Least, Func<Helper.Call, object?> Work)
{
    public object? Run(string name, in HelperOptions options, in Arguments arguments)
    {
        var named = arguments.Hash.ToDictionary(option => option.Key, option => (object?)option.Value, StringComparer.Ordinal);
        var positional = new object?[arguments.Length - (named.Count > 0 ? 1 : 0)];
        for (var i = 0; i < positional.Length; i++)
            positional[i] = arguments[i];
        if (positional.Length < Least)
            throw new TemplateException($"'{name}' needs {Least} {(Least == 1 ? "argument" : "arguments")}.");
        var model = (TemplateModel)options.Data[TemplateModel.Key]!;
        model.Budget.Step();
        var result = Work(new Call(name, model, positional, named));
        if (result is string text)
            TemplateBudget.Require(text.Length);
        return result;
    }

    /// <summary>A value as text.</summary>
    public static string TextOf(object? value) => value switch
    {
        null or UndefinedBindingResult => "",
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>One call of a helper.</summary>
    public sealed class Call(string name, TemplateModel model, IReadOnlyList<object?> positional, Dictionary<string, object?> named)
    {
        public TemplateModel Model => model;

        public IReadOnlyList<object?> Positional => positional;

        public object? this[int at] => positional[at];

        public string Text(int at) => TextOf(positional[at]);

        public double Number(int at) => double.TryParse(Text(at), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TemplateException($"'{name}' needs a number, not '{Text(at)}'.");

        public object? Option(string option) => named.GetValueOrDefault(option);

        public bool Flag(string option) => Option(option) is true || TextOf(Option(option)) == "true";

        public int Whole(string option, int otherwise) => Option(option) is not { } value
            ? otherwise
            : int.TryParse(TextOf(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new TemplateException($"'{name}' needs a whole number as {option}, not '{TextOf(value)}'.");
    }
}
