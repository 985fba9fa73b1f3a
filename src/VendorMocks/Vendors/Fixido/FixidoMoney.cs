using System.Globalization;

namespace VendorMocks;

/// <summary>Amounts in cents: rounding and spelling.</summary>
internal static class FixidoMoney
{
    /// <summary>FX-33: the largest amount that a caller may name.</summary>
    public const decimal Max = 99_999_999.99m;

    /// <summary>FX-84.</summary>
    public const decimal CommissionPercentage = 30;

    /// <summary>FX-84: to cents, half away from zero.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>FX-87: an amount in another currency, each worth so many SEK.</summary>
    public static decimal Convert(decimal amount, decimal fromRate, decimal toRate) =>
        fromRate == toRate ? amount : Round(amount * fromRate / toRate);

    /// <summary>The least number of cents that is worth an amount or more in another currency.</summary>
    public static long LeastCents(decimal amount, decimal fromRate, decimal toRate)
    {
        if (fromRate == toRate)
            return Cents(amount);
        // Division may be off by a hair, so the neighbours decide.
        var cents = (long)Math.Max(0, decimal.Ceiling((amount - 0.005m) * toRate / fromRate * 100));
        while (cents > 0 && Convert((cents - 1) / 100m, fromRate, toRate) >= amount)
            cents--;
        while (Convert(cents / 100m, fromRate, toRate) < amount)
            cents++;
        return cents;
    }

    /// <summary>As trades print it: no decimals when whole, else two.</summary>
    public static string Text(decimal amount) =>
        amount == decimal.Truncate(amount) ? amount.ToString("0", CultureInfo.InvariantCulture) : Exact(amount);

    /// <summary>Always with two decimals.</summary>
    public static string Exact(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Whole cents, for what compares many amounts.</summary>
    public static long Cents(decimal amount) => (long)(amount * 100);
}
