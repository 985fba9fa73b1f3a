using static VendorMocks.FixidoHooks;

namespace VendorMocks;

/// <summary>Leads as the API cannot make or change them.</summary>
internal static class FixidoLeadHooks
{
    private const long DefaultSeller = 5101;

    public static IReadOnlyList<Hook> All { get; } =
    [
        List("leads.list", "All leads with what no call returns", (_, state) => HookResult.Of<FixidoLead[]>([.. state.Leads], FixidoJson.Default.FixidoLeadArray)),
        Row("leads.put", "Lists a lead; besides these fields it takes all of the lead form, of which none must be given", Put,
            Number("id", "Number to use, unused so far; default the next one"),
            Number("seller_id", "Account that sells it; default 5101"),
            Time("created", "When it was listed, not in the future; default now"),
            Text("title", "Headline; default Lead"),
            Amount("price", "Price of a share; default 0"),
            Number("sale", "Shares for sale; default 1"),
            Number("sold", "Must be 0: shares are sold by purchases"),
            Number("category_id", "Category; default 13"),
            Time("deal_starts", "Start of the deal; default now"),
            Time("deal_ends", "End of the deal; default 30 days later"),
            Text("image", "Absolute URL of its picture"),
            Amount("ranking", "0 to 5 in halves"),
            Flag("phone_verified", "Whether the phone number was verified"),
            Flag("email_verified", "Whether the e-mail address was verified"),
            Flag("held", "Whether moderation holds it"),
            new HookField("auction", "object", false, "minimum_price and ends_at of an auction, running or over")),
        Row("leads.set", "Changes what is given of a lead", Set,
            Lead,
            Text("image", "Absolute URL of its picture"),
            Amount("ranking", "0 to 5 in halves"),
            Flag("reinquire", "Whether the consumer asked again"),
            Time("generation_date", "When the consumer asked")),
        Row("leads.verify", "Marks a lead's consumer as verified or not", Verify,
            Lead, Flag("phone_verified", "The phone number"), Flag("email_verified", "The e-mail address")),
        Row("leads.moderate", "Holds, approves or rejects a lead, or switches moderation of new leads", Moderate,
            Number("lead_id", "Number of the lead") with { Example = "100001" },
            Text("decision", "hold, approve or reject; a rejected lead stays held") with { Example = "\"approve\"" },
            Flag("moderation", "Whether new leads are held until they are approved")),
    ];

    public static HookResult One(FixidoLead lead) => HookResult.Of(lead, FixidoJson.Default.FixidoLead);

    private static HookResult Put(Call call, FixidoState state)
    {
        var input = Input(call);
        var id = input.Integer("id", 0, long.MaxValue - 1) ?? 0;
        var seller = input.Integer("seller_id") is { } given and not 0 ? given : DefaultSeller;
        var consumer = input.Integer("consumer_id", 0) ?? 0;
        // The default of a typed lead stands for now.
        var created = input.Time("created") is { } at && at != default ? at : (DateTimeOffset?)null;
        var now = FixidoTime.Second(call.Now);
        if (created > now)
            input.Refuse("FX-43", "created", "The time lies in the future.");
        if (input.Integer("sold") is not (null or 0))
            input.Refuse("FX-53", "sold", "Shares are sold by purchases only: use fixido.purchases.buy.");
        var person = People.Invent(state.Random, "fixido.invented", state.Consumers.Value, "sv");
        var draft = ReadRest(input, new FixidoLead
        {
            Id = id,
            SellerId = seller,
            ConsumerId = consumer,
            Created = created ?? now,
            Title = "Lead",
            DealStarts = now,
            DealEnds = now.AddDays(30),
            ConsumerFirstName = person.First,
            ConsumerLastName = person.Last,
            ConsumerEmail = person.Email,
            Held = input.Flag("held") ?? false,
            Auction = ReadAuction(input, call.Fields),
        });
        var lead = FixidoLeadForm.Read(input, state, draft, required: false, now);
        if (Problem(input) is { } problem)
            return problem;
        if (state.Accounts.Find(seller) is null)
            return HookResult.Missing("seller_id", $"There is no account {seller}.");
        if (state.Leads.Find(id) is not null)
            return HookResult.Conflict("id", $"There is a lead {id} already.");
        return One(state.AddLead(lead, now));
    }

    private static HookResult Set(Call call, FixidoState state)
    {
        var input = Input(call);
        return With(input, "lead_id", state.Leads, lead =>
        {
            var changed = ReadRest(input, lead) with
            {
                Reinquire = input.Flag("reinquire") ?? lead.Reinquire,
                GenerationDate = input.Time("generation_date") ?? lead.GenerationDate,
            };
            return Problem(input) ?? Write(state, changed);
        });
    }

    private static HookResult Verify(Call call, FixidoState state)
    {
        var input = Input(call);
        return With(input, "lead_id", state.Leads, lead => Problem(input) ?? Write(state, ReadRest(input, lead)));
    }

    private static HookResult Moderate(Call call, FixidoState state)
    {
        var input = Input(call);
        var (moderation, decision) = (input.Flag("moderation"), input.Choice("decision", "hold", "approve", "reject"));
        if (moderation is null && decision is null)
            return Problem(input) ?? HookResult.Bad("decision", "decision: Give a decision about a lead, or moderation.");
        var result = decision is null
            ? Problem(input) ?? HookResult.Nothing
            : With(input, "lead_id", state.Leads, lead => Write(state, lead with { Held = decision != "approve" }));
        // Rule values are no part of the transaction, so they come last.
        if (result.Problem is null && moderation is { } on)
            state.Values = state.Values with { Moderation = on };
        return result;
    }

    private static HookResult Write(FixidoState state, FixidoLead changed) => One(state.PutLead(changed));

    private static FixidoAuction? ReadAuction(FixidoInput input, FieldMap fields)
    {
        if (fields["auction"] is not { Kind: FieldKind.Map } given)
            return null;
        var auction = new FixidoInput(given.Map, iso: true);
        var (minimum, ends) = (auction.Money("minimum_price") ?? 0, auction.Time("ends_at", required: true));
        foreach (var wrong in auction.Wrong)
            input.Refuse(wrong.Rule, "auction." + wrong.Name, wrong.Text);
        return new FixidoAuction(minimum, ends ?? default);
    }

    /// <summary>What the lead form does not have.</summary>
    private static FixidoLead ReadRest(FixidoInput input, FixidoLead onto)
    {
        var (image, ranking) = (input.Text("image", 2048), input.Money("ranking"));
        if (image is not null && !(Uri.TryCreate(image, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            input.Refuse("", "image", "The image is an absolute URL.");
        if (ranking is { } stars && (stars > 5 || stars * 2 != decimal.Truncate(stars * 2)))
            input.Refuse("", "ranking", "The ranking is 0 to 5 in halves.");
        return onto with
        {
            Image = image ?? onto.Image,
            Ranking = ranking ?? onto.Ranking,
            PhoneVerified = input.Flag("phone_verified") ?? onto.PhoneVerified,
            EmailVerified = input.Flag("email_verified") ?? onto.EmailVerified,
        };
    }
}
