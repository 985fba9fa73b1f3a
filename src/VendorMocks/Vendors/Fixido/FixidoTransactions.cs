using System.Globalization;
using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>One transferral of money.</summary>
public sealed record FixidoTransaction
{
    /// <summary>Stands for Fixido itself where an account's number is expected.</summary>
    public const long House = 0;

    /// <summary>Stands for the world outside, such as banks.</summary>
    public const long Outside = -1;

    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>What kind.</summary>
    public required FixidoTransactionType Type { get; init; }

    /// <summary>Two capitals and eight digits, unique.</summary>
    public required string Reference { get; init; }

    /// <summary>The order that it belongs to, or null.</summary>
    public long? OrderId { get; init; }

    /// <summary>When, UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Code of the amount's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>How much.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Who gave it: an account, <see cref="House"/> or <see cref="Outside"/>.</summary>
    public required long From { get; init; }

    /// <summary>Who got it: an account, <see cref="House"/> or <see cref="Outside"/>.</summary>
    public required long To { get; init; }

    /// <summary>What the giving account's balance lost, in that account's currency; 0 where no account gave.</summary>
    public decimal Debited { get; init; }

    /// <summary>What the getting account's balance gained, in that account's currency; 0 where no account got.</summary>
    public decimal Credited { get; init; }

    /// <summary>FX-86: the account whose list it stands in.</summary>
    public required long Actor { get; init; }

    /// <summary>FX-86: a second account whose list it stands in, or null.</summary>
    public long? OtherActor { get; init; }

    /// <summary>One number for an account and a type.</summary>
    internal static long GroupOf(long actor, FixidoTransactionType type) => actor * 16 + (int)type;
}

/// <summary>FX-90: kinds of transferrals.</summary>
public enum FixidoTransactionType
{
    /// <summary>A buyer paid for a lead.</summary>
    [JsonStringEnumMemberName("order")]
    Order,

    /// <summary>Money came from outside.</summary>
    [JsonStringEnumMemberName("deposit")]
    Deposit,

    /// <summary>Money went outside.</summary>
    [JsonStringEnumMemberName("payout")]
    Payout,

    /// <summary>A voucher was cashed.</summary>
    [JsonStringEnumMemberName("voucher")]
    Voucher,

    /// <summary>Thanks for an invitation.</summary>
    [JsonStringEnumMemberName("invite")]
    Invite,

    /// <summary>A seller got the share of a sale.</summary>
    [JsonStringEnumMemberName("sales")]
    Sales,

    /// <summary>Fixido kept its share of a sale.</summary>
    [JsonStringEnumMemberName("commission")]
    Commission,

    /// <summary>Some of a commission came back.</summary>
    [JsonStringEnumMemberName("kickback")]
    Kickback,

    /// <summary>A present for joining.</summary>
    [JsonStringEnumMemberName("signupbonus")]
    SignupBonus,

    /// <summary>An order was taken back.</summary>
    [JsonStringEnumMemberName("refund")]
    Refund,

    /// <summary>A correction in an account's favour or against it.</summary>
    [JsonStringEnumMemberName("credit")]
    Credit,

    /// <summary>Something was invoiced.</summary>
    [JsonStringEnumMemberName("invoice")]
    Invoice,

    /// <summary>Money lapsed.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}

/// <summary>The operation on transactions.</summary>
internal static class FixidoTransactions
{
    private static readonly string[] Types =
    [
        "order", "deposit", "payout", "voucher", "invite", "sales", "commission", "kickback", "signupbonus", "refund", "credit", "invoice", "expired",
    ];

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("transactions.list", "GET", "/transactions/list/", Documented, "What moved the caller's money, newest first", List),
    ];

    /// <summary>FX-90: a type by its exact name, or null.</summary>
    public static FixidoTransactionType? TypeOf(string name) => Array.IndexOf(Types, name) is >= 0 and var at ? (FixidoTransactionType)at : null;

    private static ApiResponse List(Call call, FixidoState state)
    {
        var input = new FixidoInput(Fixido.Query(call.Request));
        var paging = FixidoPaging.Read(input);
        var days = FixidoDays.Read(input, state.Values);
        var name = input.Value("transaction_type");
        var type = name is null ? null : TypeOf(name);
        if (name is not null && type is null)
            input.RefuseChoice("FX-90", "transaction_type", name);
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);

        var account = Fixido.Account(call);
        FixidoTransaction[] rows;
        long total;
        if (input.Value("transaction_id") is { } wanted)
        {
            var row = Find(state, wanted);
            var listed = row is not null && (row.Actor == account || row.OtherActor == account) && row.Type == (type ?? row.Type) && days.Contain(row.At);
            total = listed ? 1 : 0;
            rows = listed && paging.Skip == 0 ? [row!] : [];
        }
        else
        {
            rows = Page(state, account, type, days, paging, out total);
        }

        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;
        var actor = account.ToString(CultureInfo.InvariantCulture);
        var page = new FixidoTransactionPage(Array.ConvertAll(rows, row => FixidoTransactionBody.Of(row, actor)), paging.Page, total);
        return FixidoResponses.Ok(call, page, FixidoJson.Default.TransactionPageEnvelope);
    }

    // FX-91
    private static FixidoTransaction? Find(FixidoState state, string wanted) =>
        long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? state.Transactions.Find(id)
            : state.TransactionsByReference.Find(wanted);

    // FX-86: an account's list is what it owns and, merged into it, the commissions that stand in a second list.
    private static FixidoTransaction[] Page(FixidoState state, long account, FixidoTransactionType? type, FixidoDays days, FixidoPaging paging, out long total)
    {
        var (index, group) = type is { } kind
            ? (state.TransactionsByType, FixidoTransaction.GroupOf(account, kind))
            : (state.TransactionsByActor, account);
        var own = index.Count(group, days.From, days.To);
        var more = type is null or FixidoTransactionType.Commission ? state.TransactionsByOther.Count(account, days.From, days.To) : 0;
        total = own + more;
        if (more == 0)
            return index.Page(group, paging.Skip, paging.Size, from: days.From, to: days.To);

        var rows = new FixidoTransaction[(int)Math.Clamp(total - paging.Skip, 0, paging.Size)];
        using var left = index.Descending(group, days.From, days.To).GetEnumerator();
        using var right = state.TransactionsByOther.Descending(account, days.From, days.To).GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        for (var at = -paging.Skip; at < rows.Length; at++)
        {
            var fromLeft = !hasRight || (hasLeft && IsNewer(left.Current, right.Current));
            if (at >= 0)
                rows[at] = fromLeft ? left.Current : right.Current;
            if (fromLeft)
                hasLeft = left.MoveNext();
            else
                hasRight = right.MoveNext();
        }

        return rows;
    }

    // FX-89
    private static bool IsNewer(FixidoTransaction one, FixidoTransaction other) =>
        one.At != other.At ? one.At > other.At : one.Id > other.Id;
}

/// <summary>A transaction as sent: without an amount.</summary>
internal sealed record FixidoTransactionBody(
    long TransactionId,
    string Reference,
    FixidoTransactionType TransactionType,
    long? OrderId,
    string ActorKey,
    DateTimeOffset TransactionDate,
    DateTimeOffset Created)
{
    public static FixidoTransactionBody Of(FixidoTransaction row, string actor) =>
        new(row.Id, row.Reference, row.Type, row.OrderId, actor, row.At, row.At);
}

/// <summary>A page of transactions.</summary>
internal sealed record FixidoTransactionPage(
    [property: JsonPropertyName("Transactions")] FixidoTransactionBody[] Transactions,
    long CurrentPage,
    long TotalResult);
