using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>The files that the page is made of: where they are, what they may do, and how they are kept.</summary>
public sealed partial class PageFilesTests
{
    private const int HeaviestPage = 300_000;

    private static string Folder => Path.Combine(Repository.Root, "src/VendorMocks.AspNetCore/Page");

    [Fact]
    public async Task The_page_runs_nothing_but_files_of_this_server()
    {
        await using var control = await ControlCalls.StartAsync();

        var page = await control.Client.Get("/");

        var policy = page.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<style|<script(?! type=\"module\" src=)| style=| on[a-z]+=", page.Body);
        var files = PageAddress().Matches(page.Body).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal("/__mocks/page/page.css", files[0]);
        // What the first view needs is fetched at once, not one file after the other.
        Assert.Equal(Needed("app.js", "requests.js"), files[1..].Select(file => file.Split('/')[^1]).Order(StringComparer.Ordinal));
        foreach (var file in files)
            Assert.Equal(200, (await control.Client.Get(file)).Status);
    }

    [Fact]
    public async Task Every_file_has_its_type_and_is_asked_for_again_by_its_tag()
    {
        await using var control = await ControlCalls.StartAsync();
        Assert.Equal(Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), PageFiles.Names.Order(StringComparer.Ordinal));
        foreach (var name in PageFiles.Names)
        {
            var file = await control.Get($"/page/{name}");
            var again = await control.Client.Get($"/__mocks/page/{name}", ("If-None-Match", file.Header("ETag")!));

            Assert.Equal(name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", file.Header("Content-Type"));
            Assert.Equal(("no-cache", "nosniff"), (file.Header("Cache-Control"), file.Header("X-Content-Type-Options")));
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, name)), file.Body);
            Assert.Equal((304, ""), (again.Status, again.Body));
        }

        Assert.Equal(404, (await control.Get("/page/nothing.js")).Status);
        Assert.Equal(404, (await control.Get("/page/..%2fpage.css")).Status);
    }

    [Fact]
    public async Task Files_need_no_token_and_what_they_show_does()
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.Equal(200, (await control.Client.Get("/__mocks/page/app.js", ("X-Forwarded-For", "203.0.113.9"))).Status);
        Assert.Equal(401, (await control.Client.Get("/__mocks/worlds", ("X-Forwarded-For", "203.0.113.9"))).Status);
    }

    [Fact]
    public async Task A_vendors_own_host_does_not_show_the_page()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var vendor in Vendors.All)
        {
            var host = $"{vendor.Name}.localhost";
            foreach (var path in new[] { "/", "/__mocks/page/app.js" })
            {
                var answer = await control.Client.Get(path, ("Host", host));
                Assert.DoesNotContain("page.css", answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("import {", answer.Body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_page_weighs_less_than_300_KB()
    {
        await using var control = await ControlCalls.StartAsync();
        var files = Directory.EnumerateFiles(Folder).Sum(file => new FileInfo(file).Length);

        Assert.InRange(files + (await control.Client.Get("/")).Body.Length, 20_000, HeaviestPage);
    }

    [Fact]
    public void What_came_from_a_request_never_becomes_markup_or_code()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*.js"))
        {
            var script = File.ReadAllText(file);
            Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser|createContextualFragment|\beval\b|new Function|setTimeout\(['""`]", script);
            Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/2000/svg)", script);
            Assert.InRange(File.ReadLines(file).Count(), 1, 300);
        }
    }

    [Fact]
    public void No_vendor_is_named_in_the_page()
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
            Assert.All(Vendors.All, vendor => Assert.DoesNotContain(vendor.Name, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    private static SortedSet<string> Needed(params string[] modules)
    {
        var needed = new SortedSet<string>(modules, StringComparer.Ordinal);
        for (var left = new Queue<string>(modules); left.TryDequeue(out var module);)
        {
            foreach (Match import in StaticImport().Matches(File.ReadAllText(Path.Combine(Folder, module))))
            {
                if (needed.Add(import.Groups[1].Value))
                    left.Enqueue(import.Groups[1].Value);
            }
        }

        return needed;
    }

    [GeneratedRegex("^import .* from '\\./(.+)';$", RegexOptions.Multiline)]
    private static partial Regex StaticImport();

    [GeneratedRegex("(?:src|href)=\"(/__mocks/page/[^\"]+)\"")]
    private static partial Regex PageAddress();
}
