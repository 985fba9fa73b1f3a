using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;

namespace VendorMocks;

/// <summary>
/// A vendor: how its calls are recognised, in which order they are checked, which operations answer, and how it words
/// what the engine refuses. Immutable; all memory is in <see cref="VendorState"/>.
/// </summary>
public abstract class Vendor
{
    private readonly Lazy<RuleTable> _rules;
    private readonly Lazy<int> _index;

    // Made when asked for: the platform's first reading of a host name takes longer than making all vendors, and a server's start does not need it.
    private readonly Lazy<Uri> _baseAddress;

    private protected Vendor(string name, string title, string baseAddress)
    {
        Name = name;
        Title = title;
        _rules = new Lazy<RuleTable>(() => RuleTable.Load(name));
        _index = new Lazy<int>(() => Vendors.IndexOf(this));
        _baseAddress = new Lazy<Uri>(() => new Uri(baseAddress));
    }

    /// <summary>Position among all vendors.</summary>
    internal int Index => _index.Value;

    /// <summary>The name in addresses and paths: lower-case letters.</summary>
    public string Name { get; }

    /// <summary>The name for people.</summary>
    public string Title { get; }

    /// <summary>All operations, in the order of the vendor's documentation.</summary>
    public abstract IReadOnlyList<Operation> Operations { get; }

    /// <summary>The vendor's part that a test can play.</summary>
    internal virtual IReadOnlyList<Hook> Hooks => [];

    /// <summary>All rules of the fake with their provenance.</summary>
    public RuleTable Rules => _rules.Value;

    /// <summary>Where an in-process client of a world sends its calls, for example <c>https://api.leaddyno.com/v1/</c>.</summary>
    public Uri BaseAddress => _baseAddress.Value;

    /// <summary>The path below the vendor's prefix where its calls live, for people, for example <c>/v1/</c>.</summary>
    public abstract string Root { get; }

    /// <summary>The real vendor's domain on the Internet, which no test is to reach by accident.</summary>
    internal virtual string RealDomain => Name + ".com";

    /// <summary>Whether a host name, without port and in small letters, is the vendor's own.</summary>
    internal abstract bool OwnsHost(ReadOnlySpan<char> host);

    /// <summary>Whether a path is the vendor's on any host that nobody claims: for vendors without a host of their own.</summary>
    internal virtual bool OwnsPathAnywhere(ReadOnlySpan<char> path) => false;

    /// <summary>The credential that picks the world, found without any state; null when there is none.</summary>
    internal abstract string? CredentialOf(ApiRequest request);

    /// <summary>The credentials of a world by its name: demo ones for <c>default</c>, minted ones elsewhere.</summary>
    internal abstract IReadOnlyList<Credential> CredentialsOf(string worldName);

    /// <summary>
    /// A reading call that people can try first. Here: the first operation that lists something, with the credential in its
    /// query; a vendor that wants it elsewhere says so.
    /// </summary>
    /// <param name="credential">One of <see cref="CredentialsOf"/>.</param>
    internal virtual SampleCall Sample(Credential credential)
    {
        var reads = Operations.Where(row => row.Method == "GET");
        var path = (reads.FirstOrDefault(row => !row.Path.Contains('{', StringComparison.Ordinal)) ?? reads.First()).Path;
        var query = credential.Values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return new SampleCall($"{path.Replace("{id}", "1", StringComparison.Ordinal)}?{string.Join('&', query)}");
    }

    /// <summary>The request limit that the vendor keeps for a key, by a state's rule values; null where none is known.</summary>
    internal virtual RequestLimit? LimitIn(VendorState state) => null;

    /// <summary>An empty state with its tables declared.</summary>
    internal abstract VendorState CreateState();

    /// <summary>Puts in place what every world has, also an empty one: accounts, plans, categories.</summary>
    /// <param name="state">An empty state.</param>
    /// <param name="start">The moment these things date from.</param>
    internal abstract void Furnish(VendorState state, DateTimeOffset start);

    /// <summary>Gives a furnished state its credentials, which differ from world to world.</summary>
    internal abstract void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start);

    /// <summary>Fills a state with invented records, all before <paramref name="reference"/>.</summary>
    /// <param name="state">A furnished state.</param>
    /// <param name="plan">Seed and size.</param>
    /// <param name="reference">Midnight (UTC) of the world's first day.</param>
    internal virtual void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference)
    {
    }

    /// <summary>Adds invented leads to a state that is in use, made at the call's moment.</summary>
    /// <param name="call">Whose state and time.</param>
    /// <param name="plan">Seed and locale.</param>
    /// <param name="count">How many.</param>
    internal abstract void Extend(Call call, SeedPlan plan, int count);

    /// <summary>The ordered checks; the first that answers ends the call.</summary>
    internal abstract ImmutableArray<Check> Checks { get; }

    /// <summary>The vendor's words for a neutral refusal.</summary>
    internal abstract ApiResponse Refuse(Call call, Refusal refusal, string detail);

    /// <summary>Runs the checks in their order; null when all let the call pass to its operation.</summary>
    internal ApiResponse? RunChecks(Call call)
    {
        foreach (var check in Checks)
        {
            if (check(call) is { } answer)
                return answer;
        }

        return null;
    }

    /// <summary>The vendor's words for a status that it sends by itself; null when it has none for it. A vendor that knows more says so.</summary>
    /// <param name="call">The call to be answered.</param>
    /// <param name="status">HTTP status.</param>
    internal virtual ApiResponse? Word(Call call, int status)
    {
        Refusal? meaning = status switch
        {
            400 => Refusal.UnreadableBody,
            401 or 403 => Refusal.UnknownKey,
            404 => Refusal.NoSuchPath,
            405 => Refusal.WrongVerb,
            413 => Refusal.BodyTooLarge,
            429 => Refusal.TooMany,
            500 => Refusal.Fault,
            _ => null,
        };
        return meaning is { } refusal && Refuse(call, refusal, ReasonPhrases.GetReasonPhrase(status)) is var words && words.Status == status ? words : null;
    }

    /// <summary>The vendor's name.</summary>
    public override string ToString() => Name;
}

/// <summary>A vendor with its own kind of state; rows and hooks are written against it.</summary>
internal abstract class Vendor<TState>(string name, string title, string baseAddress) : Vendor(name, title, baseAddress)
    where TState : VendorState
{
    /// <summary>An operation row.</summary>
    protected static Operation Row(
        string id,
        string method,
        string path,
        Provenance source,
        string summary,
        Func<Call, TState, ApiResponse> handler,
        string? selector = null,
        params string[] aliases) =>
        new(id, method, path, source, summary)
        {
            Handler = call => handler(call, (TState)call.State),
            Selector = selector,
            Aliases = aliases,
        };
}
