namespace VendorMocks;

/// <summary>A company that sells, buys or both. Every account may buy.</summary>
public sealed record FixidoAccount
{
    /// <summary>The number that transactions show as <c>actor_key</c>.</summary>
    public required long Id { get; init; }

    /// <summary>The name that searchers see as <c>seller_name</c>.</summary>
    public required string Company { get; init; }

    /// <summary>FX-28: whether it is registered as a seller and so may create and update leads.</summary>
    public bool Seller { get; init; }

    /// <summary>FX-22: a blocked account is answered like an unknown key.</summary>
    public bool Blocked { get; init; }

    /// <summary>Code of the currency that its balance is in.</summary>
    public string Currency { get; init; } = "SEK";

    /// <summary>FX-92: what came in minus what went out, in its currency; never below 0.</summary>
    public decimal Balance { get; init; }
}

/// <summary>A key pair that holds rights and belongs to one account.</summary>
public sealed record FixidoApplication
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>The account it acts for.</summary>
    public required long AccountId { get; init; }

    /// <summary>What callers send as <c>access_key</c>.</summary>
    public required string AccessKey { get; init; }

    /// <summary>What callers send as <c>access_secret</c>.</summary>
    public required string AccessSecret { get; init; }

    /// <summary>FX-21: what it may call.</summary>
    public FixidoRights Rights { get; init; } = FixidoRights.Default;

    /// <summary>True once it was taken back.</summary>
    public bool Revoked { get; init; }
}

/// <summary>An application that every world begins with.</summary>
internal sealed record FixidoOpeningApplication(string Role, long Account, FixidoRights Rights);

/// <summary>The accounts and applications that every world begins with.</summary>
internal static class FixidoAccounts
{
    /// <summary>A world's applications, in the order of its credentials.</summary>
    public static readonly FixidoOpeningApplication[] Applications =
    [
        new("seller", 5101, FixidoRights.All),
        new("buyer", 5201, FixidoRights.All),
        new("limited", 5101, FixidoRights.None),
        new("basic", 5101, FixidoRights.Default),
        new("seller-2", 5102, FixidoRights.All),
        new("buyer-2", 5202, FixidoRights.All),
        new("trader", 5301, FixidoRights.All),
    ];

    /// <summary>Accounts with what buyers have at the clock's start.</summary>
    public static readonly (FixidoAccount Account, decimal Opening)[] Opening =
    [
        (new FixidoAccount { Id = 5101, Company = "Provflytt AB", Seller = true }, 0),
        (new FixidoAccount { Id = 5102, Company = "Testbygg AB", Seller = true }, 0),
        (new FixidoAccount { Id = 5201, Company = "Exempelköp AB" }, 5000),
        (new FixidoAccount { Id = 5202, Company = "Låtsasservice AB" }, 40),
        (new FixidoAccount { Id = 5301, Company = "Musterhandel GmbH", Seller = true, Currency = "EUR" }, 800),
    ];
}
