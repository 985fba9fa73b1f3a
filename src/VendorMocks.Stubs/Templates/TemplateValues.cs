using System.Collections;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>What is written as its own text although it can also be gone through.</summary>
internal interface IWritten;

/// <summary>Several values of one name: written as the first, found by number, gone through by each.</summary>
internal sealed class TemplateList(TemplateBudget budget, string text, IReadOnlyList<object?> items) : IReadOnlyList<object?>, IWritten
{
    public int Count => items.Count;

    public object? this[int index]
    {
        get
        {
            budget.Step();
            return items[index];
        }
    }

    public IEnumerator<object?> GetEnumerator()
    {
        foreach (var item in items)
        {
            budget.Step();
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;
}

/// <summary>Values by name, written as a whole.</summary>
internal sealed class TemplateMap(TemplateBudget budget, string text, IReadOnlyDictionary<string, object?> items) : IReadOnlyDictionary<string, object?>, IWritten
{
    public IEnumerable<string> Keys => items.Keys;

    public IEnumerable<object?> Values => items.Values;

    public int Count => items.Count;

    public object? this[string key]
    {
        get
        {
            budget.Step();
            return items[key];
        }
    }

    public bool ContainsKey(string key) => items.ContainsKey(key);

    public bool TryGetValue(string key, out object? value) => items.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var item in items)
        {
            budget.Step();
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    /// <summary>A JSON value as templates see it.</summary>
    public static object? Of(JToken token, TemplateBudget budget)
    {
        budget.Step();
        return token switch
        {
            JObject map => new TemplateMap(budget, Subject.TextOf(map), map.Properties().ToDictionary(member => member.Name, member => Of(member.Value, budget), StringComparer.Ordinal)),
            JArray list => new TemplateList(budget, Subject.TextOf(list), [.. list.Select(item => Of(item, budget))]),
            { Type: JTokenType.Null } => null,
            { Type: JTokenType.Boolean } => (bool)token,
            _ => Subject.TextOf(token),
        };
    }
}

/// <summary>Writes such values, and true and false as JSON has them.</summary>
internal sealed class TemplateFormat : IFormatterProvider, IFormatter
{
    public bool TryCreateFormatter(Type type, out IFormatter formatter)
    {
        formatter = this;
        return type == typeof(bool) || typeof(IWritten).IsAssignableFrom(type);
    }

    public void Format<T>(T value, in EncodedTextWriter writer) => writer.Write(value is bool flag ? flag ? "true" : "false" : value!.ToString()!, false);
}
