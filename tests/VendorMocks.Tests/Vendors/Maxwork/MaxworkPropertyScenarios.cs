using System.Text.Json.Nodes;
using static VendorMocks.Tests.MaxworkCalls;

namespace VendorMocks.Tests;

/// <summary>What each property may be.</summary>
internal static class MaxworkPropertyScenarios
{
    private static readonly string[] Required = ["Public_Reference", "Sender_Name", "Message", "Sender_Email", "Sender_Phone", "Lead_Status"];

    [Scenario("MW-18", "MW-16", "MW-07")]
    public static async Task Each_required_property_that_is_not_given_is_wrong(Stage stage)
    {
        stage.WithListings();
        foreach (var name in Required)
        {
            await stage.Wrong(Plain().Without(name), name);
            foreach (var nothing in (JsonNode?[])[null, "", " \t", new JsonArray()])
                await stage.Wrong(Plain().With(name, nothing), name);
        }

        await stage.Ok(Plain());
        foreach (var name in Required)
            await stage.Wrong(Plain().Without(name), name);
    }

    [Scenario("MW-19", "MW-20")]
    public static async Task Reference_and_status_may_be_missing_where_the_lead_is_qualified(Stage stage)
    {
        var maxwork = stage.WithListings();
        var qualified = Plain().With("Price_Min", 0).With("External_LeadId", "9").Without("Public_Reference", "Lead_Status");
        await stage.Ok(qualified);
        Assert.Equal(("None", MaxworkLeadStatus.New), (maxwork.Leads[0].PublicReference, maxwork.Leads[0].Status));
        await stage.Ok(Plain().With("External_LeadId", "9").With("Lead_Status", "Contacted"));
        await stage.Ok(qualified);
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal((Reference, MaxworkLeadStatus.Contacted), (lead.PublicReference, lead.Status));
        Assert.Equal(maxwork.Listings[0].Id, lead.ListingId);
        await stage.Wrong(Plain().Without("Public_Reference"), "Public_Reference");
        await stage.Wrong(Plain().Without("Lead_Status"), "Lead_Status");
    }

    [Scenario("MW-15", "MW-20", "MW-42")]
    public static async Task Unknown_properties_are_ignored_and_what_is_not_given_is_kept(Stage stage)
    {
        var maxwork = stage.WithListings();
        var body = Plain().With("Price_Min", "100").With("External_LeadId", "5").With("Shoe_Size", 44).Without("Lead_Status");
        await stage.Ok(body);
        Assert.Equal(MaxworkLeadStatus.New, maxwork.Leads[0].Status);
        await stage.Ok(Plain().With("External_LeadId", "5").With("Lead_Status", "Contacted").With("Price_Max", 900));
        await stage.Ok(body.Without("Price_Min").With("Listing_Attributes", new JsonArray(1)).With("Notes", "n"));
        await stage.Ok(body.With("Listing_Attributes", new JsonArray(5)));
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal((MaxworkLeadStatus.Contacted, 4), (lead.Status, lead.Writes));
        var qualification = maxwork.QualificationOf(lead)!;
        Assert.Equal((100m, 900m, "n"), (qualification.PriceMin, qualification.PriceMax, qualification.Notes));
        Assert.Equal([5], qualification.Attributes.Select(attribute => attribute.Code));

        var repeated = Plain(2).ToJsonString()[..^1] + ""","Message":"last"}""";
        Assert.Equal(Success, (await stage.PostLead(repeated)).Body);
        Assert.Equal("last", maxwork.Leads[^1].Message);
    }

    [Scenario("MW-13")]
    public static async Task Names_count_in_their_exact_case(Stage stage)
    {
        await stage.Wrong(Plain().Without("Sender_Name").With("sender_name", "Ana"), "Sender_Name");
        await stage.Ok(Plain().With("price_min", "abc").With("PROPERTY_TYPE", "x"));
        Assert.Equal(MaxworkStage.Lead, Assert.Single(stage.World.Maxwork.Leads).Stage);
    }

    [Scenario("MW-14", "MW-25")]
    public static async Task The_lead_type_is_a_number_or_a_name_and_both_spellings_must_agree(Stage stage)
    {
        var n = 0;
        foreach (var (name, value) in ((string, JsonNode)[])[("LeadType_Id", 2), ("LeadTypeId", "2"), ("LeadTypeId", "Buyer"), ("LeadType_Id", "Buyer")])
        {
            await stage.Ok(Plain(++n).With(name, value));
            Assert.Equal(MaxworkLeadType.Buyer, stage.World.Maxwork.Qualifications[^1].LeadType);
        }

        await stage.Ok(Plain(++n).With("LeadType_Id", 1).With("LeadTypeId", "Seller").With("PropertyTypeId", 7).With("Property_Type", "7"));
        Assert.Equal((MaxworkLeadType.Seller, "7"), (stage.World.Maxwork.Qualifications[^1].LeadType, stage.World.Maxwork.Qualifications[^1].PropertyType));
        await stage.Wrong(Plain().With("LeadType_Id", 1).With("LeadTypeId", "Buyer"), "LeadTypeId");
        await stage.Wrong(Plain().With("PropertyTypeId", "Flat").With("Property_Type", "flat"), "Property_Type");
        foreach (var value in (JsonNode[])[3, 0, "3", "seller", "01", 1.5, true])
            await stage.Wrong(Plain().With("LeadTypeId", value), "LeadTypeId");
        await stage.Ok(Plain(++n).With("LeadType_Id", "").With("LeadTypeId", "1"));
    }

    [Scenario("MW-17")]
    public static async Task A_value_of_another_kind_is_wrong_and_text_is_kept_whole(Stage stage)
    {
        foreach (var name in (string[])[.. Required, "External_LeadId", "Internal_UserId", "Created_At", "Price_Min", "Notes", "Property_Type", "Floor"])
        {
            foreach (var wrong in (JsonNode[])[true, new JsonObject(), new JsonArray("x")])
                await stage.Wrong(Plain().With(name, wrong), name);
        }

        foreach (var name in (string[])["Sender_Name", "Message", "Notes", "Public_Reference", "Lead_Status"])
            await stage.Wrong(Plain().With(name, 5), name);
        const string text = " \u0000\u200f<b>&\"é\u0065\u0301日本語🦊\uffff ";
        await stage.Ok(Plain().With("Message", text).With("Notes", new string('ß', 100_000)).With("Sender_Phone", 92687912));
        Assert.Equal(text, stage.World.Maxwork.Leads[0].Message);
        Assert.Equal(("92687912", 100_000), (stage.World.Maxwork.Contacts[0].Phone, stage.World.Maxwork.Qualifications[0].Notes!.Length));
        (await stage.PostLead(Plain().With("Message", new string('x', Doors.MaxBodyBytes)))).AssertEmptyObject(413);
    }

    [Scenario("MW-21", "MW-22", "MW-24")]
    public static async Task Enumerations_are_names_in_their_case_and_references_have_one_form(Stage stage)
    {
        stage.WithListings();
        await stage.Wrong(Plain().With("Lead_Status", "archived"), "Lead_Status");
        await stage.Wrong(Plain().With("Lead_Status", "0"), "Lead_Status");
        await stage.Wrong(Plain().With("Business_TypeId", "Lease"), "Business_TypeId");
        await stage.Wrong(Plain().With("Business_TypeId", "sale"), "Business_TypeId");
        await stage.Wrong(Plain().With("Listing_ClassId", 1), "Listing_ClassId");
        foreach (var reference in (string[])["none", "100000001", "-1", "1-", "1-1-1", " 1-1", "1-1 ", "a-1", "٣-١"])
            await stage.Wrong(Plain().With("Public_Reference", reference), "Public_Reference");
        await stage.Ok(Plain().With("Public_Reference", "999999999-9"));
        Assert.Equal(("999999999-9", null), (stage.World.Maxwork.Leads[0].PublicReference, stage.World.Maxwork.Leads[0].ListingId));
        await stage.Ok(Plain(2).With("Business_TypeId", "Rent").With("Listing_ClassId", "Commercial"));
        var qualification = Assert.Single(stage.World.Maxwork.Qualifications);
        Assert.Equal((MaxworkBusinessType.Rent, MaxworkListingClass.Commercial), (qualification.BusinessType, qualification.ListingClass));
    }

    [Scenario("MW-23")]
    public static async Task E_mail_and_phone_are_checked_for_their_shape_only(Stage stage)
    {
        foreach (var email in (string[])["ana", "a@b@example.com", "an a@example.com", "ana@example.com "])
            await stage.Wrong(Plain().With("Sender_Email", email), "Sender_Email");
        foreach (var phone in (JsonNode[])["no phone", "+", 1.5])
            await stage.Wrong(Plain().With("Sender_Phone", phone), "Sender_Phone");
        await stage.Ok(Plain().With("Sender_Email", "a@b").With("Sender_Phone", "ext. 7"));
    }

    [Scenario("MW-26")]
    public static async Task The_property_type_is_any_text_or_whole_number(Stage stage)
    {
        await stage.Ok(Plain(1).With("Property_Type", 7));
        await stage.Ok(Plain(2).With("PropertyTypeId", "Castelo à beira-mar"));
        Assert.Equal(["7", "Castelo à beira-mar"], stage.World.Maxwork.Qualifications.Select(row => row.PropertyType));
        await stage.Wrong(Plain().With("Property_Type", 7.5), "Property_Type");
    }

    [Scenario("MW-27", "MW-16", "MW-46")]
    public static async Task Numbers_come_as_numbers_or_as_digits_with_one_dot(Stage stage)
    {
        var n = 0;
        foreach (var (value, number) in ((JsonNode, decimal)[])
            [("100000", 100000), (100000, 100000), ("100000.50", 100000.50m), (0, 0), ("0", 0), (JsonNode.Parse("1e5")!, 100000), (new string('9', 28), 9999999999999999999999999999m)])
        {
            await stage.Ok(Plain(++n).With("Price_Min", value));
            Assert.Equal((number, MaxworkStage.Qualification), (stage.World.Maxwork.Qualifications[^1].PriceMin, stage.World.Maxwork.Leads[^1].Stage));
        }

        foreach (var value in (JsonNode[])["abc", "100,5", -1, "-1", "+1", "1e5", " 1", "1 ", "1.2.3", ".", "-", "٣", "0x1", new string('1', 29), "-0"])
            await stage.Wrong(Plain().With("Price_Min", value), "Price_Min");
        await stage.Wrong(Plain().With("Room_Min", 1.5), "Room_Min");
        await stage.Wrong(Plain().With("Floor", "1.5"), "Floor");
        await stage.Wrong(Plain().With("Total_Floor", -1), "Total_Floor");
        await stage.Wrong(Plain().With("Latitude", 90.01), "Latitude");
        await stage.Wrong(Plain().With("Longitude", "-180.5"), "Longitude");
        await stage.Ok(Plain(++n).With("Latitude", "-90").With("Longitude", 180).With("Floor", "-2").With("Room_Max", "0").With("Area_Min", 30.25));
        var last = stage.World.Maxwork.Qualifications[^1];
        Assert.Equal((-90m, 180m, -2m, 0m, 30.25m), (last.Latitude, last.Longitude, last.Floor, last.RoomMax, last.AreaMin));
    }

    [Scenario("MW-28")]
    public static async Task A_minimum_above_its_maximum_is_accepted_unless_ranges_are_checked(Stage stage)
    {
        var crossed = Plain().With("Price_Min", 500).With("Price_Max", 100);
        await stage.Ok(crossed);
        stage.World.Maxwork.Rules = stage.World.Maxwork.Rules with { RangeOrder = MaxworkRangeOrder.Checked };
        await stage.Wrong(crossed, "Price_Min");
        await stage.Wrong(Plain(2).With("Room_Min", 2).With("Room_Max", 1), "Room_Min");
        await stage.Ok(Plain(2).With("Area_Min", 20).With("Area_Max", 20));
        await stage.Wrong(Plain(2).With("Area_Max", 19), "Area_Min");
    }

    [Scenario("MW-29", "MW-16")]
    public static async Task Attributes_mix_names_and_numbers(Stage stage)
    {
        await stage.Ok(Plain().With("Listing_Attributes", new JsonArray("Lift", 0, "51", 1)));
        Assert.Equal([0, 1, 51], stage.World.Maxwork.Qualifications[0].Attributes.Select(attribute => attribute.Code));
        Assert.Equal(["Parking_Space", "Lift", "Air_Conditioning"], stage.World.Maxwork.Qualifications[0].Attributes.Select(attribute => attribute.Name));
        foreach (var wrong in (JsonNode[])[new JsonArray("Pool"), new JsonArray(2), new JsonArray("lift"), new JsonArray(1.5), new JsonArray(true), new JsonArray((JsonNode?)null), "Lift", 1, new JsonObject()])
            await stage.Wrong(Plain().With("Listing_Attributes", wrong), "Listing_Attributes");
        await stage.Ok(Plain(2).With("Listing_Attributes", new JsonArray()));
        Assert.Equal(MaxworkStage.Lead, stage.World.Maxwork.Leads[^1].Stage);
        await stage.Ok(Plain(3).With("Listing_Attributes", new JsonArray(51, 11, 9, 8, 7, 5, 1, "Parking_Space")));
        Assert.Equal(MaxworkAttribute.All, stage.World.Maxwork.Qualifications[^1].Attributes);
    }

    [Scenario("MW-30", "MW-43")]
    public static async Task Times_are_ISO_8601_and_the_creation_is_the_clock_unless_told(Stage stage)
    {
        var maxwork = stage.World.Maxwork;
        await stage.Ok(Plain(1));
        Assert.Equal(WorldOptions.DefaultStart, maxwork.Leads[0].CreatedAt);
        stage.World.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Ok(Plain(1));
        Assert.Equal((WorldOptions.DefaultStart, WorldOptions.DefaultStart.AddHours(1)), (maxwork.Leads[0].CreatedAt, maxwork.Leads[0].UpdatedAt));
        await stage.Ok(Plain(1).With("Created_At", "2025-04-03"));
        Assert.Equal(new DateTimeOffset(2025, 4, 3, 0, 0, 0, TimeSpan.Zero), maxwork.Leads[0].CreatedAt);
        await stage.Ok(Plain(2).With("Created_At", "2025-04-03T11:17:31.212").With("Expiration_Date", "2025-04-03T11:17:31+01:00"));
        Assert.Equal("2025-04-03T11:17:31.2120000+00:00", maxwork.Leads[1].CreatedAt.ToString("O"));
        Assert.Equal(new DateTimeOffset(2025, 4, 3, 10, 17, 31, TimeSpan.Zero), Assert.Single(maxwork.Qualifications).ExpirationDate);
        foreach (var wrong in (JsonNode[])["soon", "03.04.2025", 1743679051, "2025-04-31", "2025-04-03 11:17:31"])
        {
            await stage.Wrong(Plain(3).With("Created_At", wrong), "Created_At");
            await stage.Wrong(Plain(3).With("Expiration_Date", wrong), "Expiration_Date");
        }
    }

    [Scenario("MW-31", "MW-07", "MW-09")]
    public static async Task An_agent_must_be_one_of_the_account_and_the_journal_says_so(Stage stage)
    {
        await stage.Wrong(Plain().With("Internal_UserId", 999), "Internal_UserId");
        await stage.Wrong(Plain().With("Internal_UserId", "x"), "Internal_UserId");
        Assert.Equal("Internal_UserId: the number of an agent of the account", stage.World.Journal.Exchanges[^1].Response.Detail);
        Assert.Empty(stage.World.Journal.Exchanges[^1].Changes);
        stage.World.Maxwork.Rules = stage.World.Maxwork.Rules with { NameProperty = MaxworkNameProperty.Yes };
        var named = await stage.PostLead(Plain().With("Internal_UserId", 999));
        Assert.Equal((400, "The following property was in the wrong format. Internal_UserId"), (named.Status, named.Text("Message")));
        await stage.Ok(Plain().With("Internal_UserId", "503"));
        Assert.Equal(503, stage.World.Maxwork.Leads[0].AgentId);
    }
}
