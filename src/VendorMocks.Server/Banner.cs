using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>What a person needs to know once the server listens: where, and with which keys.</summary>
internal static class Banner
{
    public static Task WriteAsync(TextWriter output, Settings settings, IReadOnlyList<Uri> addresses)
    {
        // A test host listens nowhere.
        if (addresses.Count == 0)
            return Task.CompletedTask;
        return output.WriteAsync(Text(settings, [.. addresses.Select(address => address.GetLeftPart(UriPartial.Authority))]));
    }

    internal static string Text(Settings settings, IReadOnlyList<string> addresses)
    {
        var options = settings.Options;
        var world = options.Default;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"mocks {Product.Version} listens on {string.Join(" and ", addresses)}").AppendLine();
        foreach (var vendor in Vendors.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{vendor.Name,-10}{addresses[0]}/{vendor.Name}{vendor.Root}");
            foreach (var credential in vendor.CredentialsOf(MocksHost.DefaultWorld))
            {
                var values = credential.Values.Select(pair => $"{pair.Key}: {pair.Value}");
                text.AppendLine(CultureInfo.InvariantCulture, $"{"",-10}{credential.Role,-10}{string.Join(", ", values)}");
            }
        }

        var start = world.Start is null && world.Running ? "now" : $"{(world.Start ?? WorldOptions.DefaultStart).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"World     default, seed {world.Seed}, size {WorldValues.SizeText(world.Size)}, clock {(world.Running ? "running from" : "frozen at")} {start}, request limits {(world.Limits ? "on" : "off")}");
        if (addresses.FirstOrDefault(address => address.StartsWith("https", StringComparison.Ordinal)) is { } secure)
            text.AppendLine(CultureInfo.InvariantCulture, $"HTTPS     {secure}; to be trusted: {addresses[0]}{ControlPlane.Root}/ca.pem, see mocks trust");
        if (settings.Options.StateFolder is { } folder)
            text.AppendLine(CultureInfo.InvariantCulture, $"State     {Path.GetFullPath(folder)}; worlds that were there are as they were left");
        text.AppendLine(CultureInfo.InvariantCulture, $"Page      {addresses[0]}/{(Shows(settings) ? $"#token={settings.Options.ControlToken}" : "")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Control   {addresses[0]}{ControlPlane.Root}, {Access(settings)}");
        return text.ToString();
    }

    // A token that was given is known already, and logs are read by many.
    private static bool Shows(Settings settings) => !settings.Options.ControlOpen && !settings.TokenGiven;

    private static string Access(Settings settings) =>
        settings.Options.ControlOpen ? "open to everybody"
        : settings.TokenGiven ? $"open to this machine; others send the bearer token that {Setting.TokenVariable} set"
        : $"open to this machine; others send Authorization: Bearer {settings.Options.ControlToken}";
}
