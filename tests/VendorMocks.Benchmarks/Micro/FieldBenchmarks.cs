using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.WebUtilities;

namespace VendorMocks.Benchmarks;

/// <summary>Reading what callers send, against what ASP.NET offers for it: dialects and nesting against flat names.</summary>
public class FieldBenchmarks
{
    private const string Query = "key=demo-leaddyno-key&page=3&per_page=25&created_after=2026-01-01T00%3A00%3A00Z&query=desk+lamp";

    private const string Form = "key=demo&email=a%40example.com&custom_fields[colour]=red&custom_fields[size]=xl&line_items[][sku]=A1&line_items[][quantity]=2&line_items[][sku]=B2&line_items[][quantity]=1";

    private static readonly byte[] FormBytes = Encoding.UTF8.GetBytes(Form);

    private static readonly byte[] JsonBytes = Encoding.UTF8.GetBytes(
        """{"key":"demo","email":"a@example.com","custom_fields":{"colour":"red","size":"xl"},"line_items":[{"sku":"A1","quantity":2},{"sku":"B2","quantity":1}]}""");

    private readonly FieldDialect _dialect = FieldDialect.Rack;

    [Benchmark(Description = "query string: ours"), BenchmarkCategory("query"), Answers("3")]
    public string? OurQuery() => FieldReader.ReadQuery(Query, _dialect).Root.Map.TextOf("page");

    [Benchmark(Description = "query string: QueryHelpers, flat", Baseline = true), BenchmarkCategory("query"), Answers("3")]
    public string? TheirQuery() => QueryHelpers.ParseQuery(Query)["page"];

    [Benchmark(Description = "form with brackets: ours"), BenchmarkCategory("form"), Answers("B2")]
    public string? OurForm() => FieldReader.ReadForm(FormBytes, _dialect).Root.Map["line_items"]!.Items[1].Map.TextOf("sku");

    [Benchmark(Description = "form with brackets: FormReader, flat", Baseline = true), BenchmarkCategory("form"), Answers("B2")]
    public string? TheirForm()
    {
        using var reader = new FormReader(Form);
        return reader.ReadForm()["line_items[][sku]"][1];
    }

    [Benchmark(Description = "JSON: ours"), BenchmarkCategory("json"), Answers("B2")]
    public string? OurJson() => FieldReader.ReadJson(JsonBytes, _dialect).Root.Map["line_items"]!.Items[1].Map.TextOf("sku");

    [Benchmark(Description = "JSON: JsonDocument", Baseline = true), BenchmarkCategory("json"), Answers("B2")]
    public string? TheirJson()
    {
        using var document = JsonDocument.Parse(JsonBytes);
        return document.RootElement.GetProperty("line_items")[1].GetProperty("sku").GetString();
    }
}
