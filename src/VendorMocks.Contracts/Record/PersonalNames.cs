namespace VendorMocks;

/// <summary>What the value of a property is about, as far as redaction cares.</summary>
internal enum ValueSort
{
    Plain,
    Secret,
    FirstName,
    LastName,
    FullName,
    Phone,
    Street,
}

/// <summary>Tells by the name of a property or parameter whether its value is a secret or about a person.</summary>
internal static class PersonalNames
{
    private static readonly string[] Secrets =
        ["password", "passwd", "secret", "token", "apikey", "accesskey", "privatekey", "authorization", "cookie", "session", "signature"];

    private static readonly string[] Phones = ["phone", "mobile", "phno", "msisdn"];
    private static readonly string[] Firsts = ["firstname", "givenname", "middlename", "forename"];
    private static readonly string[] Lasts = ["lastname", "familyname", "surname"];
    private static readonly string[] Streets = ["street", "address1", "address2", "addressline", "zipcode", "postalcode", "postcode"];
    private static readonly string[] People =
        ["sender", "contact", "client", "consumer", "customer", "seller", "buyer", "agent", "person", "user", "company", "full", "recipient", "owner"];

    /// <summary>The sort of a value.</summary>
    /// <param name="name">The property's name, for example <c>first_name</c> or <c>client[name]</c>.</param>
    /// <param name="parent">The name of the property around it; empty where there is none.</param>
    /// <param name="siblings">The names beside it.</param>
    public static ValueSort Of(string name, string parent, IEnumerable<string> siblings)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0)
            return Of(name[(bracket + 1)..].TrimEnd(']'), name[..bracket], []);

        var plain = Plain(name);
        if (Secrets.Any(word => plain.Contains(word, StringComparison.Ordinal)))
            return ValueSort.Secret;
        if (Phones.Any(word => plain.Contains(word, StringComparison.Ordinal)) || plain is "tel" or "fax" or "cell")
            return ValueSort.Phone;
        if (Firsts.Any(word => plain.EndsWith(word, StringComparison.Ordinal)))
            return ValueSort.FirstName;
        if (Lasts.Any(word => plain.EndsWith(word, StringComparison.Ordinal)))
            return ValueSort.LastName;
        if (Streets.Any(word => plain.Contains(word, StringComparison.Ordinal)) || plain == "address")
            return ValueSort.Street;

        // A bare name is a person's beside a phone number or an address, or inside something that stands for a person.
        bool person = plain == "name" && (IsPerson(Plain(parent)) || siblings.Select(Plain).Any(s => s.Contains("mail", StringComparison.Ordinal) || Phones.Any(s.Contains)));
        return person || (plain.EndsWith("name", StringComparison.Ordinal) && IsPerson(plain[..^4])) || plain == "consumer" ? ValueSort.FullName : ValueSort.Plain;
    }

    private static bool IsPerson(string word) => People.Contains(word);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
