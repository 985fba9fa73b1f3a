using System.Text.Json;

namespace VendorMocks;

/// <summary>What Fixido's own people do: accounts, keys, money, categories.</summary>
public static class FixidoOffice
{
    /// <summary>Opens an account.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="company">Name that searchers see; an invented one when left out.</param>
    /// <param name="seller">Whether it may create leads.</param>
    /// <param name="currency">Currency of its balance.</param>
    /// <param name="balance">Paid in by a deposit.</param>
    public static FixidoAccount AddAccount(this FixidoFake fake, string? company = null, bool seller = false, string currency = "SEK", decimal balance = 0) =>
        Play<FixidoAccount>(fake, "accounts.create", ("company", company), ("seller", seller), ("currency", currency), ("balance", balance));

    /// <summary>Changes what is given of an account.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="account">Its number.</param>
    /// <param name="company">Name that searchers see.</param>
    /// <param name="seller">Whether it may create leads.</param>
    /// <param name="blocked">Whether its applications are answered like unknown keys.</param>
    /// <param name="currency">Currency of its balance, before its first transaction only.</param>
    public static FixidoAccount ConfigureAccount(
        this FixidoFake fake, long account, string? company = null, bool? seller = null, bool? blocked = null, string? currency = null) =>
        Play<FixidoAccount>(fake, "accounts.configure", ("account", account), ("company", company), ("seller", seller), ("blocked", blocked), ("currency", currency));

    /// <summary>Makes a key pair for an account.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="rights">What it may call.</param>
    /// <param name="accessKey">Key to use; an invented one when left out.</param>
    /// <param name="accessSecret">Secret to use; an invented one when left out.</param>
    /// <exception cref="ArgumentException">The key belongs to another world.</exception>
    /// <exception cref="InvalidOperationException">The key is another application's.</exception>
    public static FixidoApplication AddApplication(
        this FixidoFake fake, long account, FixidoRights rights = FixidoRights.Default, string? accessKey = null, string? accessSecret = null) =>
        Play<FixidoApplication>(fake, "applications.create", ("account", account), ("rights", rights), ("access_key", accessKey), ("access_secret", accessSecret));

    /// <summary>Gives an application other rights.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="accessKey">Its key.</param>
    /// <param name="rights">What it may call from now on.</param>
    public static FixidoApplication SetRights(this FixidoFake fake, string accessKey, FixidoRights rights) =>
        Play<FixidoApplication>(fake, "applications.set-rights", ("access_key", accessKey), ("rights", rights));

    /// <summary>Takes a key pair back: calls with it are refused from now on.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="accessKey">Its key.</param>
    public static FixidoApplication RevokeApplication(this FixidoFake fake, string accessKey) =>
        Play<FixidoApplication>(fake, "applications.revoke", ("access_key", accessKey));

    /// <summary>Money comes in from outside.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="amount">In its currency, above 0.</param>
    public static FixidoTransaction Deposit(this FixidoFake fake, long account, decimal amount) =>
        Play<FixidoTransaction>(fake, "accounts.deposit", ("account", account), ("amount", amount));

    /// <summary>Money goes outside.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="amount">In its currency, above 0.</param>
    /// <exception cref="InvalidOperationException">The account has less.</exception>
    public static FixidoTransaction Payout(this FixidoFake fake, long account, decimal amount) =>
        Play<FixidoTransaction>(fake, "accounts.payout", ("account", account), ("amount", amount));

    /// <summary>Books a transaction that belongs to no order.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="type">Voucher, invite, kickback, signup bonus, credit, invoice or expired.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="amount">In its currency; below 0 takes it away.</param>
    /// <exception cref="InvalidOperationException">The account has less than is taken.</exception>
    public static FixidoTransaction RecordTransaction(this FixidoFake fake, FixidoTransactionType type, long account, decimal amount) =>
        Play<FixidoTransaction>(fake, "transactions.record",
            ("type", JsonSerializer.SerializeToElement(type, FixidoJson.Default.FixidoTransactionType).GetString()),
            ("account", account),
            ("amount", Math.Abs(amount)),
            ("direction", amount < 0 ? "out" : "in"));

    /// <summary>Gives an account a filter.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="account">The account's number.</param>
    /// <param name="name">The filter's name.</param>
    /// <param name="search">What it searches for; its name when left out.</param>
    /// <param name="active">Whether it is listed.</param>
    public static FixidoFilter AddFilter(this FixidoFake fake, long account, string name, string? search = null, bool active = true) =>
        Play<FixidoFilter>(fake, "filters.put", ("account", account), ("name", name), ("search", search), ("status", active ? "active" : "inactive"));

    /// <summary>Removes a filter.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="id">Its number.</param>
    public static FixidoFilter RemoveFilter(this FixidoFake fake, long id) => Play<FixidoFilter>(fake, "filters.remove", ("id", id));

    /// <summary>Adds a category, or changes the one with that number.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="number">Its number.</param>
    /// <param name="english">English name.</param>
    /// <param name="swedish">Swedish name; the English one stands in when left out.</param>
    /// <param name="german">German name; the English one stands in when left out.</param>
    public static FixidoCategory PutCategory(this FixidoFake fake, int number, string english, string? swedish = null, string? german = null) =>
        Play<FixidoCategory>(fake, "categories.put", ("category", number), ("english", english), ("swedish", swedish), ("german", german));

    /// <summary>Sets what a currency is worth; earlier purchases keep their amounts.</summary>
    /// <param name="fake">Fixido in a world.</param>
    /// <param name="code">Three letters.</param>
    /// <param name="rate">SEK for one unit, 0.01 to 10000.</param>
    public static FixidoCurrency SetRate(this FixidoFake fake, string code, decimal rate) =>
        Play<FixidoCurrency>(fake, "currencies.put", ("code", code), ("rate", rate));

    private static T Play<T>(FixidoFake fake, string hook, params IEnumerable<(string Name, object? Value)> input)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Play<T>(hook, input);
    }
}
