using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Bogus;

namespace VendorMocks;

/// <summary>One invented person. The e-mail is at a domain reserved for examples.</summary>
/// <param name="First">First name in its own script.</param>
/// <param name="Last">Last name in its own script.</param>
/// <param name="Email">ASCII, unique by the person's number.</param>
/// <param name="Locale">The Bogus locale that the names come from.</param>
/// <param name="Place">A city of that locale.</param>
/// <param name="Street">A street with number.</param>
/// <param name="Zip">A postal code.</param>
internal readonly record struct Person(string First, string Last, string Email, string Locale, string Place, string Street, string Zip);

/// <summary>
/// Invented people by number: pools of names are drawn from Bogus once, and a person is composed from them by the world's
/// random source, so that a million people cost no more Bogus than a hundred.
/// </summary>
internal sealed class People
{
    private const int PoolSize = 150;

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßš";

    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyss";

    // One pool for each locale and process: what differs from world to world is who is drawn from it.
    private static readonly ConcurrentDictionary<string, Lazy<Pool>> Shared = new(StringComparer.Ordinal);

    private static readonly string[] Domains = ["example.com", "example.org", "example.net"];

    private readonly RandomSource _random;
    private readonly string _purpose;
    private readonly (Pool Pool, int UpTo)[] _pools;
    private readonly int _total;
    private readonly bool _only;

    /// <summary>People of a mixture of locales.</summary>
    public People(RandomSource random, string purpose, params (string Locale, int Weight)[] locales)
        : this(random, purpose, null, locales)
    {
    }

    /// <param name="random">The world's random source.</param>
    /// <param name="purpose">Keeps these people apart from others of the same world.</param>
    /// <param name="only">The one locale to take all people from; null for a mixture.</param>
    /// <param name="locales">Bogus locales with their weights.</param>
    public People(RandomSource random, string purpose, string? only, params (string Locale, int Weight)[] locales)
    {
        if (only is not null)
            locales = [(only, 1)];
        _only = only is not null;
        _random = random;
        _purpose = purpose;
        _pools = new (Pool, int)[locales.Length];
        for (var i = 0; i < locales.Length; i++)
        {
            _total += locales[i].Weight;
            _pools[i] = (new Pool(locales[i].Locale, (int)(random.Bits("bogus." + purpose, i) >> 33)), _total);
        }
    }

    private People(RandomSource random, string purpose, Pool pool) => (_random, _purpose, _pools, _total) = (random, purpose, [(pool, 1)], 1);

    /// <summary>Somebody for an arrangement that leaves open who it is: of one world and number always the same person.</summary>
    /// <param name="random">The world's random source.</param>
    /// <param name="purpose">Keeps these people apart from others of the same world.</param>
    /// <param name="number">Which of them.</param>
    /// <param name="locale">A Bogus locale.</param>
    public static Person Invent(RandomSource random, string purpose, long number, string locale = "en") =>
        new People(random, purpose, Shared.GetOrAdd(locale, name => new Lazy<Pool>(() => new Pool(name, 1))).Value)[number];

    /// <summary>The person with that number; always the same one.</summary>
    public Person this[long number]
    {
        get
        {
            var draw = _random.Next(_purpose + ".locale", number, 0, _total);
            var pool = _pools[0].Pool;
            for (var i = 0; draw >= _pools[i].UpTo; i++)
                pool = _pools[i + 1].Pool;
            return Compose(pool, number);
        }
    }

    /// <summary>The person with that number from a chosen locale, unless all are of one.</summary>
    public Person Of(string locale, long number)
    {
        if (_only)
            return Compose(_pools[0].Pool, number);
        foreach (var (pool, _) in _pools)
        {
            if (pool.Locale == locale)
                return Compose(pool, number);
        }

        throw new ArgumentException($"There are no people of locale '{locale}' here.", nameof(locale));
    }

    private Person Compose(Pool pool, long number)
    {
        var first = pool.Firsts[Draw("first", number)];
        var last = pool.Lasts[Draw("last", number)];
        // The number keeps addresses unique; plain ASCII keeps them valid everywhere.
        var name = $"{Ascii(first)}.{Ascii(last)}".Trim('.');
        var local = string.Create(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "person" : name)}.{number}");
        var domain = Domains[_random.Next(_purpose + ".domain", number, 0, Domains.Length)];
        return new Person(
            first,
            last,
            $"{local}@{domain}",
            pool.Locale,
            pool.Places[Draw("place", number)],
            pool.Streets[Draw("street", number)],
            pool.Zips[Draw("zip", number)]);
    }

    private int Draw(string what, long number) => _random.Next($"{_purpose}.{what}", number, 0, PoolSize);

    // By a table of our own: normalisation differs between hosts with and without culture data.
    private static string Ascii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                ascii.Append(c);
            else if (Accented.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at)
                ascii.Append(Plain[at]);
        }

        return ascii.ToString();
    }

    private sealed class Pool
    {
        public Pool(string locale, int seed)
        {
            Locale = locale;
            var faker = new Faker(locale) { Random = new Randomizer(seed) };
            Firsts = Make(() => faker.Name.FirstName());
            Lasts = Make(() => faker.Name.LastName());
            Places = Make(() => faker.Address.City());
            Streets = Make(() => faker.Address.StreetAddress());
            Zips = Make(() => faker.Address.ZipCode());
        }

        public string Locale { get; }

        public string[] Firsts { get; }

        public string[] Lasts { get; }

        public string[] Places { get; }

        public string[] Streets { get; }

        public string[] Zips { get; }

        private static string[] Make(Func<string> make)
        {
            var values = new string[PoolSize];
            for (var i = 0; i < values.Length; i++)
                values[i] = make();
            return values;
        }
    }
}
