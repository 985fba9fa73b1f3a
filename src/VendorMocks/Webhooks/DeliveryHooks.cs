using System.Globalization;

namespace VendorMocks;

/// <summary>The rows that show what a vendor sent and send it again: the same for every vendor that calls others.</summary>
internal static class DeliveryHooks
{
    /// <summary>The rows of one vendor.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="subject">What its deliveries are about, for example <c>lead</c>: a field of that name takes the record's id.</param>
    /// <param name="events">What they tell of.</param>
    public static IReadOnlyList<Hook> Of(string vendor, string subject, params string[] events) =>
    [
        new(
            $"{vendor}.deliveries.list",
            "Deliveries with their attempts, oldest first",
            [
                new(subject, "integer", false, $"Only those about this {subject}."),
                new("event", "string", false, $"Only these: {string.Join(", ", events)}."),
                new("url", "string", false, "Only those to this URL."),
            ])
        { Handler = call => List(call, subject, events), ReadsOnly = true },
        new($"{vendor}.deliveries.redeliver", "Sends a delivery once more, as a new entry of the log", [new("id", "integer", true, "The delivery's number.")])
        {
            Handler = Redeliver,
        },
    ];

    private static HookResult List(Call call, string subject, string[] events)
    {
        var input = new HookInput(call.Fields);
        var (about, what, url) = (input.Integer(subject), input.Text("event"), input.Text("url"));
        if (what is not null && !events.Contains(what))
            input.Refuse("event", $"'{what}' is no event: {string.Join(", ", events)}.");
        if (input.Problem is { } problem)
            return HookResult.Of(problem);
        var record = string.Create(CultureInfo.InvariantCulture, $"{subject} {about}");
        IReadOnlyList<WebhookDelivery> found =
        [
            .. call.Webhooks.Deliveries.Where(delivery => delivery.Vendor == call.Vendor.Name
                && (about is null || delivery.Subject == record)
                && (what is null || delivery.Event == what)
                && (url is null || delivery.Url == url)),
        ];
        return HookResult.Of(found, WebhooksJson.Default.IReadOnlyListWebhookDelivery);
    }

    private static HookResult Redeliver(Call call)
    {
        var input = new HookInput(call.Fields);
        var id = input.Integer("id", required: true);
        if (input.Problem is { } problem)
            return HookResult.Of(problem);
        var known = call.Webhooks.Deliveries.Any(delivery => delivery.Id == id && delivery.Vendor == call.Vendor.Name);
        return known && call.Webhooks.Redeliver(id!.Value) is { } again
            ? HookResult.Of(again, WebhooksJson.Default.WebhookDelivery)
            : HookResult.Missing("id", $"There is no delivery {id}.");
    }
}
