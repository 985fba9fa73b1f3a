using System.Globalization;

namespace VendorMocks;

/// <summary>
/// Stands in for secrets and people with invented values: the same for the same original as long as it lives, and told by the
/// order of appearance, so that nothing of an original can be computed back.
/// </summary>
internal sealed class InventedValues
{
    private readonly RandomSource random = new(SeedPlan.DefaultSeed);
    private readonly People people;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Begins with nothing known.</summary>
    public InventedValues() => people = new People(random, "recorded", ("en", 1));

    /// <summary>The values that were replaced so far, with what replaces them; longest first.</summary>
    public IEnumerable<KeyValuePair<string, string>> Known => known.OrderByDescending(pair => pair.Key.Length);

    /// <summary>The stand-in of a value.</summary>
    public string Of(ValueSort sort, string value)
    {
        if (value.Trim().Length == 0 || sort == ValueSort.Plain)
            return value;
        if (known.TryGetValue(value, out var invented))
            return invented;
        return known[value] = sort switch
        {
            ValueSort.FirstName => Next().First,
            ValueSort.LastName => Next().Last,
            ValueSort.FullName => FullName(value),
            ValueSort.Street => value.All(c => !char.IsLetter(c)) ? Digits(value) : Next().Street,
            ValueSort.Phone => Digits(value),
            _ => Secret(value),
        };
    }

    // What rules for passwords would refuse stays what they refuse, so that a refusal can be had again; no more is told of it.
    private string Secret(string value)
    {
        const int Enough = 8;
        var secret = "Invented" + random.Hex("recorded.secret", known.Count, 12);
        if (!value.Any(char.IsUpper))
            secret = secret.ToLowerInvariant();
        if (!value.Any(char.IsDigit))
            secret = string.Concat(secret.Select(c => char.IsDigit(c) ? (char)(c - '0' + 'q') : c));
        if (!value.All(char.IsLetterOrDigit))
            secret += "-!";
        return value.Length < Enough ? secret[^value.Length..] : secret;
    }

    /// <summary>The stand-in of an e-mail address, in any casing.</summary>
    public string Email(string address) => Of("mail:" + address.ToLowerInvariant(), () => Next().Email);

    /// <summary>The stand-in of an IP address, out of the ranges kept for documentation.</summary>
    public string Ip(string address) => Of("ip:" + address, () =>
    {
        int number = known.Keys.Count(key => key.StartsWith("ip:", StringComparison.Ordinal)) + 1;
        return address.Contains(':', StringComparison.Ordinal)
            ? "2001:db8::" + number.ToString("x", CultureInfo.InvariantCulture)
            : (number / 250 % 2 == 0 ? "198.51.100." : "203.0.113.") + ((number % 250) + 1).ToString(CultureInfo.InvariantCulture);
    });

    // Of a name whose parts are known, so that it goes on fitting to them.
    private string FullName(string value)
    {
        var words = value.Split(' ');
        return words.All(known.ContainsKey) ? string.Join(' ', words.Select(word => known[word])) : $"{Next().First} {Next().Last}";
    }

    /// <summary>Another value of the same form: every digit but the first becomes another one, everything else stays.</summary>
    private string Digits(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.Length == 0)
            return value;

        // The same number in another notation gets the same digits.
        var fresh = Of("digits:" + digits, () => digits[0] + string.Concat(
            Enumerable.Range(1, digits.Length - 1).Select(i => (char)('0' + random.Next("recorded.digit", (known.Count * 64L) + i, 0, 10)))));
        int at = 0;
        return string.Concat(value.Select(c => char.IsAsciiDigit(c) ? fresh[at++] : c));
    }

    private string Of(string key, Func<string> invent) => known.TryGetValue(key, out var value) ? value : known[key] = invent();

    private Person Next() => people[known.Count + 1];
}
