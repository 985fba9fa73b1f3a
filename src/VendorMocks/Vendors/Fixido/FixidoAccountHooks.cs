using static VendorMocks.FixidoHooks;

namespace VendorMocks;

/// <summary>Accounts and their applications.</summary>
internal static class FixidoAccountHooks
{
    private static readonly HookField Rights = new("rights", "array", false, "Rights such as leads-create, or all, default or none; default: default");

    public static IReadOnlyList<Hook> All { get; } =
    [
        List("accounts.list", "All accounts with their balances; the id is the actor_key of transactions", (_, state) => Accounts([.. state.Accounts])),
        Row("accounts.create", "Opens an account", Create,
            Text("company", "Name that searchers see; default an invented one"),
            Flag("seller", "Whether it may create leads; default false"),
            Text("currency", "Currency of its balance; default SEK"),
            Amount("balance", "Paid in by a deposit; default 0")),
        Row("accounts.configure", "Changes what is given of an account", Configure,
            Account(),
            Text("company", "Name that searchers see"),
            Flag("seller", "Whether it may create leads"),
            Flag("blocked", "Whether its applications are answered like unknown keys"),
            Text("currency", "Currency of its balance, before the first transaction only")),
        List("applications.list", "All applications with their keys and rights", (_, state) =>
            HookResult.Of<FixidoApplication[]>([.. state.Applications], FixidoJson.Default.FixidoApplicationArray)),
        Row("applications.create", "Makes a key pair for an account", CreateApplication,
            Account(), Rights,
            Text("access_key", "Key to use, unused so far; default an invented one"),
            Text("access_secret", "Secret to use; default an invented one")) with { MintsKey = true },
        Row("applications.set-rights", "Gives an application other rights", SetRights, Text("access_key", "The application's key", required: true), Rights),
        Row("applications.revoke", "Takes a key pair back: calls with it are refused from now on", Revoke, Text("access_key", "The application's key", required: true)),
    ];

    private static HookResult Accounts(FixidoAccount[] accounts) => HookResult.Of(accounts, FixidoJson.Default.FixidoAccountArray);

    private static HookResult One(FixidoAccount account) => HookResult.Of(account, FixidoJson.Default.FixidoAccount);

    private static HookResult One(FixidoApplication application) => HookResult.Of(application, FixidoJson.Default.FixidoApplication);

    private static HookResult Create(Call call, FixidoState state)
    {
        var input = Input(call);
        var account = new FixidoAccount
        {
            Id = 0,
            Company = input.Text("company") ?? $"Konto {state.Accounts.NextId} AB",
            Seller = input.Flag("seller") ?? false,
            Currency = Currency(input, state) ?? "SEK",
        };
        var balance = input.Money("balance") ?? 0;
        return Problem(input) ?? One(Open(state, account, balance, call.Now));
    }

    private static HookResult Configure(Call call, FixidoState state)
    {
        var input = Input(call);
        var (company, seller, blocked, currency) = (input.Text("company"), input.Flag("seller"), input.Flag("blocked"), Currency(input, state));
        return With(input, "account", state.Accounts, account =>
        {
            if (currency is not null && currency != account.Currency && state.TransactionsByActor.Count(account.Id) > 0)
                return HookResult.Conflict("currency", "The account has transactions, so its currency stays.");
            var changed = account with
            {
                Company = company ?? account.Company,
                Seller = seller ?? account.Seller,
                Blocked = blocked ?? account.Blocked,
                Currency = currency ?? account.Currency,
            };
            return One(changed == account ? account : state.Accounts.Replace(changed));
        });
    }

    private static string? Currency(FixidoInput input, FixidoState state)
    {
        var text = input.Value("currency");
        var known = state.CurrenciesByCode.Find(text);
        if (text is not null && known is null)
            input.RefuseChoice("FX-38", "currency", text);
        return known?.Code;
    }

    private static HookResult CreateApplication(Call call, FixidoState state)
    {
        var input = Input(call);
        var rights = ReadRights(input, call.Fields);
        var (key, secret) = (input.Text("access_key"), input.Text("access_secret"));
        if (key is not null && state.ApplicationsByKey.Find(key) is not null)
            return HookResult.Conflict("access_key", $"The key '{key}' is another application's.");
        return With(input, "account", state.Accounts, account => One(state.Applications.Add(id =>
        {
            // Made from the world's first key, so that worlds with one seed do not share keys.
            key ??= RandomSource.Of(state.Applications.First().AccessKey).Hex("fixido.key", id, 24);
            return new FixidoApplication { Id = id, AccountId = account.Id, AccessKey = key, AccessSecret = secret ?? key + "-secret", Rights = rights };
        })));
    }

    private static HookResult SetRights(Call call, FixidoState state)
    {
        var input = Input(call);
        var rights = ReadRights(input, call.Fields);
        return WithApplication(input, state, application => application with { Rights = rights });
    }

    private static HookResult Revoke(Call call, FixidoState state) =>
        WithApplication(Input(call), state, application => application with { Revoked = true });

    private static HookResult WithApplication(FixidoInput input, FixidoState state, Func<FixidoApplication, FixidoApplication> change)
    {
        var key = input.Value("access_key", required: true);
        if (Problem(input) is { } problem)
            return problem;
        if (state.ApplicationsByKey.Find(key) is not { } application)
            return HookResult.Missing("access_key", $"There is no application with the key '{key}'.");
        var changed = change(application);
        return One(changed == application ? application : state.Applications.Replace(changed));
    }

    // FX-27
    private static FixidoRights ReadRights(FixidoInput input, FieldMap fields)
    {
        var names = fields["rights"] switch
        {
            null or { Kind: FieldKind.Null } => ["default"],
            { Kind: FieldKind.List } list => list.Items.Select(item => item.Text),
            { } text => FixidoInput.Split(text.Text),
        };
        var rights = FixidoRights.None;
        foreach (var name in names)
        {
            if (FixidoRightsNames.Find(name) is { } right)
                rights |= right;
            else
                input.Refuse("FX-21", "rights", $"'{name}' is no right. There are: {string.Join(", ", FixidoRightsNames.All)}.");
        }

        return rights;
    }
}
