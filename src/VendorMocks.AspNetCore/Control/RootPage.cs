using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>
/// The page at the root: what runs here, how to call it, and where to look next. Complete for those who read it without
/// scripts; with them it grows into the views of <see cref="PageFiles"/>, of which it is the one named Start.
/// </summary>
internal static class RootPage
{
    private const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Mocks</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/__mocks/page/page.css">
        <link rel="modulepreload" href="/__mocks/page/dom.js">
        <link rel="modulepreload" href="/__mocks/page/api.js">
        <link rel="modulepreload" href="/__mocks/page/requests.js">
        <link rel="modulepreload" href="/__mocks/page/exchanges.js">
        <link rel="modulepreload" href="/__mocks/page/virtual.js">
        <script type="module" src="/__mocks/page/app.js"></script>
        </head>
        <body>
        <a class="unseen skip" href="#main">Skip to the content</a>
        <header class="top">
        <a class="name" href="/">Mocks</a>
        <nav id="views" aria-label="Views"></nav>
        <div class="tools" id="tools"><span id="worlds"></span><span id="line" role="status" class="line"></span></div>
        </header>
        <main id="main" tabindex="-1">

        """;

    private const string Tail = "</main>\n<div id=\"said\" role=\"status\" aria-live=\"polite\"></div>\n</body>\n</html>\n";

    private static readonly string[] Verbs = ["GET", "HEAD"];

    public static void MapRootPage(this IEndpointRouteBuilder root) => root.MapMethods("/", Verbs, Show);

    private static Results<ContentHttpResult, Refused> Show(HttpResponse response, MocksHost host, Here here)
    {
        if (host.Find(MocksHost.DefaultWorld) is not { } world)
            return Refused.NoSuchWorld(host, MocksHost.DefaultWorld);
        response.Headers.ContentSecurityPolicy = PageFiles.Policy;
        // The page asks for these next, and reading a vendor's schemas takes its time once: while the browser reads the scripts.
        ThreadPool.UnsafeQueueUserWorkItem(static world => CheckLatest(world), world, preferLocal: false);
        return TypedResults.Content(Write(world, here), "text/html; charset=utf-8");
    }

    private static void CheckLatest(World world)
    {
        foreach (var exchange in world.Journal.Exchanges.TakeLast(50))
            exchange.CheckContract();
    }

    private static string Write(World world, Here here)
    {
        var page = new StringBuilder(Head);
        page.Append($"<h1>Mocks</h1>\n<p>Stand-ins for {Vendors.All.Count} lead and affiliate APIs, for tests and local work. Version {Product.Version}.</p>\n");
        page.Append($"<p>World <b>{Text(world.Name)}</b>: its clock shows {world.Clock.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC and {(world.Clock.IsFrozen ? "stands still" : "is running")}, ");
        page.Append($"request limits are {(world.Limits ? "on" : "off")}, it has answered {world.Journal.Total} calls.</p>\n");
        foreach (var vendor in Vendors.All)
            WriteVendor(page, vendor, world, here);
        page.Append("<h2>Control</h2>\n<p>Worlds, clock, journal, limits and rules are steered under <a href=\"/__mocks\">/__mocks</a>, which lists its calls; <a href=\"/__mocks/try\">try them</a>. For example:</p>\n");
        WriteLine(page, $"curl -X PUT {Quoted($"{here.Url}{ControlPlane.Root}/worlds/my-test")}");
        WriteLine(page, $"curl {Quoted($"{here.Url}{ControlPlane.Root}/worlds/default/journal?limit=5")}");
        return page.Append(Tail).ToString();
    }

    private static void WriteVendor(StringBuilder page, Vendor vendor, World world, Here here)
    {
        var known = RuleCount.Of(vendor.Rules);
        page.Append($"<h2 id=\"{Text(vendor.Name)}\">{Text(vendor.Title)}</h2>\n<p><code>{Text(here.BaseUrl(world, vendor))}</code> ");
        page.Append($"({vendor.Operations.Count} operations; <a href=\"/__mocks/vendors/{vendor.Name}/rules\">rules</a>: {known.Documented} documented, {known.Observed} observed, {known.Assumed} assumed)</p>\n");
        page.Append("<table>\n");
        var credentials = world.Options.CredentialsOf(vendor);
        foreach (var credential in credentials)
        {
            var values = credential.Values.Select(pair => $"<code>{Text(pair.Key)}</code>: <code>{Text(pair.Value)}</code>");
            page.Append($"<tr><th scope=\"row\">{Text(credential.Role)}</th><td>{string.Join("<br>", values)}</td></tr>\n");
        }

        page.Append("</table>\n");
        WriteLine(page, Curl(vendor, credentials[0], here.Prefix(world, vendor)));
    }

    private static string Curl(Vendor vendor, Credential credential, string prefix)
    {
        var sample = vendor.Sample(credential);
        var headers = sample.Headers.Select(line => $"-H {Quoted($"{line.Key}: {line.Value}")} ");
        var body = sample.Json is { } json ? $"-H 'Content-Type: application/json' -d {Quoted(json)} " : "";
        return $"curl {string.Concat(headers)}{body}{Quoted(prefix + sample.Target)}";
    }

    private static void WriteLine(StringBuilder page, string command) => page.Append($"<pre>{Text(command)}</pre>\n");

    // The host stands in the line as the caller sent it, and the line is made to be pasted into a shell.
    private static string Quoted(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
