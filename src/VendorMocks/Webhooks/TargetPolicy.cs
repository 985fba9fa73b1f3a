using System.Net;
using System.Net.Sockets;

namespace VendorMocks;

/// <summary>
/// Whom a world may call: this machine and private networks, and what its owner allowed. A fake must never surprise
/// somebody on the public internet, nor fetch what only this machine may see.
/// </summary>
internal sealed class TargetPolicy
{
    // Names that public DNS does not give out.
    private static readonly string[] LocalSuffixes = [".localhost", ".test", ".internal"];

    private readonly string[] _names;
    private readonly IPNetwork[] _networks;
    private readonly bool _everything;

    private TargetPolicy(string[] names, IPNetwork[] networks, bool everything) =>
        (_names, _networks, _everything) = (names, networks, everything);

    public static TargetPolicy Default { get; } = new([], [], false);

    /// <summary>The address of a URL; null when it is no absolute http or https URL.</summary>
    /// <remarks>What is ASCII already goes over the wire character by character as it was configured.</remarks>
    public static Uri? AddressOf(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal);
        var exact = authority > 0
            && url.AsSpan(authority + 3).IndexOfAny("/?") is > 0 and var end && url[authority + 3 + end] == '/'
            && !url.AsSpan().ContainsAnyExceptInRange('!', '~') && !url.Contains('#', StringComparison.Ordinal);
        // Handlers in memory take such an address apart and cannot: it is made only where the usual one would change the text.
        exact = exact && Uri.TryCreate(url, UriKind.Absolute, out var usual) && usual.AbsoluteUri != url;
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = exact };
        return Uri.TryCreate(url, options, out var uri) && uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? uri : null;
    }

    /// <summary>The policy that allows more.</summary>
    /// <param name="targets">Host names, <c>*.example.com</c>, addresses, networks as <c>203.0.113.0/24</c>, or <c>*</c>.</param>
    /// <exception cref="ArgumentException">A text is none of these; nothing was allowed.</exception>
    public TargetPolicy With(IEnumerable<string> targets)
    {
        var (names, networks, everything) = (_names, _networks, _everything);
        foreach (var target in targets)
        {
            if (target == "*")
                everything = true;
            else if (IPNetwork.TryParse(target, out var network))
                networks = [.. networks, network];
            else if (IPAddress.TryParse(target.Trim('[', ']'), out var address))
                networks = [.. networks, new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)];
            else if (Uri.CheckHostName(target.StartsWith("*.", StringComparison.Ordinal) ? target[2..] : target) == UriHostNameType.Dns)
                names = [.. names, target.TrimEnd('.')];
            else
                throw new ArgumentException($"'{target}' is no target: give a host name, *.example.com, an address, a network such as 203.0.113.0/24, or *.", nameof(targets));
        }

        return new TargetPolicy(names, networks, everything);
    }

    /// <summary>Why a URL may not be called; null when it may. Names are checked here, their addresses when connecting.</summary>
    public string? Refusal(string url)
    {
        if (AddressOf(url) is not { } uri)
            return $"'{url}' is no absolute http or https URL.";
        var host = HostOf(uri);
        var allowed = IPAddress.TryParse(host, out var address) ? AllowsAddress(address) : IsLocalName(host) || AllowsName(host);
        return allowed ? null : $"'{host}' is neither on this machine nor in a private network. Allow it as a webhook target if the fake shall call it.";
    }

    /// <summary>Whether the address that a host name resolved to may be called.</summary>
    public bool Allows(string host, IPAddress address) =>
        AllowsAddress(address) || (AllowsName(host.TrimEnd('.')) && !IsIn(Ranges.Special, address));

    private static string HostOf(Uri uri) => uri.IdnHost.Trim('[', ']').TrimEnd('.');

    private static bool IsLocalName(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || Array.Exists(LocalSuffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private bool AllowsAddress(IPAddress address) => _everything || IsIn(Ranges.Private, address) || IsIn(_networks, address);

    private bool AllowsName(string host)
    {
        if (_everything || Names(host))
            return true;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = host.IndexOf('.', dot + 1))
        {
            if (Names("*" + host[dot..]))
                return true;
        }

        return false;
    }

    private bool Names(string host) => Array.Exists(_names, name => name.Equals(host, StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    // Apart, so that they are read when a call goes out, and not for every world.
    private static class Ranges
    {
        // Loopback and private ranges of RFC 1918 and RFC 4193. Link-local is missing on purpose: clouds keep secrets there.
        public static readonly IPNetwork[] Private =
        [
            IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
            IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"),
        ];

        // What no name may lead to unless the address itself, or everything, is allowed.
        public static readonly IPNetwork[] Special =
        [
            IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
            IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
        ];
    }
}
