namespace VendorMocks;

/// <summary>The fixed points of every seed world, for documentation and tests.</summary>
internal static class LeadDynoSeedDemo
{
    public const string Partner = "avery.partner@example.com";

    public const string Customer = "casey.customer@example.com";

    public const string Registered = "robin.registered@example.com";

    public const string TrackingCode = "11111111-1111-4111-8111-111111111111";

    public const int Steps = 7;

    /// <summary>The day of a step, counted from the beginning of the seed's half year.</summary>
    public static int DayOf(int step) => step switch
    {
        0 => 140,
        1 => 141,
        2 => 150,
        3 => 151,
        4 => 170,
        5 => 172,
        _ => 173,
    };

    public static void Play(LeadDynoState state, int step, DateTimeOffset now)
    {
        switch (step)
        {
            case 0:
                state.Visit(new LeadDynoVisit { TrackingCode = TrackingCode, Url = "https://shop.example.com/chairs?afmc=AVERY10" }, now);
                break;
            case 1:
                state.Capture(new LeadDynoCapture { Email = Customer, FirstName = "Casey", LastName = "Customer", Visit = new LeadDynoVisit { TrackingCode = TrackingCode } }, now);
                break;
            case 2:
                state.Visit(new LeadDynoVisit { TrackingCode = "22222222-2222-4222-8222-222222222222", Url = "https://shop.example.com/" }, now);
                break;
            case 3:
                state.Capture(new LeadDynoCapture { Email = Registered, FirstName = "Robin", Visit = new LeadDynoVisit { TrackingCode = "22222222-2222-4222-8222-222222222222" } }, now);
                break;
            case 4:
                state.Buy(new LeadDynoOrder { Email = Customer, PurchaseCode = "DEMO-1001", Amount = 100 }, now);
                break;
            case 5:
                state.Buy(new LeadDynoOrder { Email = Customer, PurchaseCode = "DEMO-1002", Amount = 48.18m }, now);
                break;
            default:
                state.Cancel(state.PurchasesByCode.Find("DEMO-1002")!, new LeadDynoEnding(null, now, "refund"));
                break;
        }
    }
}
