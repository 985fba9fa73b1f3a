using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace VendorMocks.Tests;

public sealed class FieldLawTests
{
    private static readonly FieldDialect[] Dialects =
        [FieldDialect.Php, FieldDialect.Rack, FieldDialect.Django, FieldDialect.AspNet, FieldDialect.Rack with { RejectExcess = false, RejectInvalidUtf8 = false }];

    // What is special in some dialect, format or encoding, and a little that is not.
    private static readonly string[] Shards =
    [
        "a", "A", "b", "0", "1", "[", "]", "[]", "[a]", "[0]", "[1]", "&", "=", "+", "%", "%41", "%00", "%5B", "%5D", "%FF", "%E2%82", "é", "😀", ".", " ", ";", "\0",
        "{", "}", "\"", ":", ",", "\\u", "\\ud800", "null", "1e9", "-", "\r\n", "--x", "--x--", "Content-Disposition: form-data; name=\"a[]\"\r\n\r\n", "filename", "\ud800",
    ];

    private static readonly Gen<string> Soup = Gen.Elements(Shards).ArrayOf().Select(string.Concat);
    private static readonly Gen<string> Names = Gen.Elements("a", "b", "A", "é", "a b", "x.y", "+", "%", "[", "a[b]", "&=", "😀", ";", "").Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => Whole(s.Get)));
    private static readonly Gen<(string Name, string Value)[]> Pairs = Names.Zip(Names).ArrayOf();

    [Fact]
    public void No_bytes_make_a_reader_throw()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadEverything(bytes)).Check(Quick(1000));

    [Fact]
    public void No_text_makes_a_reader_throw()
        => Prop.ForAll(Soup.ToArbitrary(), text =>
        {
            foreach (var dialect in Dialects) CheckReading(FieldReader.ReadQuery(text, dialect), dialect, text.Length);
            ReadEverything(Encoding.UTF8.GetBytes(text));
            ReadEverything(Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"a[]\"\r\n\r\n" + text));
        }).Check(Quick(3000));

    [Fact]
    public void Flat_fields_come_back_as_they_were_encoded()
        => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
        {
            string query = Encode(pairs);
            Assert.Equal(Flat(pairs, StringComparer.Ordinal, lastWins: true), Flat(FieldReader.ReadQuery(query, FieldDialect.Django)));
            Assert.Equal(Flat(pairs, StringComparer.OrdinalIgnoreCase, lastWins: false), Flat(FieldReader.ReadForm(Encoding.UTF8.GetBytes(query), FieldDialect.AspNet)));
        }).Check(Quick(1000));

    [Fact]
    public void Lists_and_maps_come_back_as_they_were_encoded()
        => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
        {
            var values = pairs.Select(pair => pair.Value).ToArray();
            string query = string.Join('&', values.Select((value, i) => $"list[]={Uri.EscapeDataString(value)}&map[k{i}]={Uri.EscapeDataString(value)}"));
            foreach (var dialect in new[] { FieldDialect.Php, FieldDialect.Rack })
            {
                var map = FieldReader.ReadQuery(query, dialect).Root.Map;
                Assert.Equal(values, map["list"]?.Items.Select(item => item.Text) ?? []);
                Assert.Equal(values.Select((value, i) => ($"k{i}", value)), map["map"]?.Map.Select(entry => (entry.Key, entry.Value.Text)) ?? []);
            }
        }).Check(Quick(500));

    [Fact]
    public void Parts_of_a_multipart_form_read_like_fields_of_a_form()
        => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
        {
            var named = pairs.Select((pair, i) => ($"n{i % 3}[{i % 5}]", pair.Value)).ToArray();
            string body = string.Concat(named.Select(pair => $"--=_b\r\nContent-Disposition: form-data; name=\"{pair.Item1}\"\r\n\r\n{pair.Value}\r\n")) + "--=_b--\r\n";
            var multipart = FieldReader.ReadMultipart(Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=\"=_b\"", FieldDialect.Php);
            Assert.Null(multipart.Problem);
            Assert.Equal(FieldReader.ReadQuery(Encode(named), FieldDialect.Php).Root.ToString(), multipart.Root.ToString());
        }).Check(Quick(500));

    [Fact]
    public void Queries_are_read_as_asp_net_reads_them()
        => Prop.ForAll(Soup.ToArbitrary(), soup =>
        {
            string query = Valid(soup);
            var theirs = QueryHelpers.ParseQuery(query.StartsWith('?') ? "?" + query : query);
            var ours = FieldReader.ReadQuery(query, FieldDialect.AspNet with { MaxFields = int.MaxValue }).Root.Map;
            // ASP.NET leaves escapes that are not UTF-8 as they are typed, vendors on other platforms do not.
            if (ours.Any(entry => (entry.Key + entry.Value.Text).Contains('\uFFFD'))) return;
            Assert.Equal(theirs.Select(entry => (entry.Key, entry.Value[0]!)).Order(), ours.Select(entry => (entry.Key, entry.Value.Text)).Order());
        }).Check(Quick(3000));

    [Fact]
    public void Forms_are_read_as_asp_net_reads_them()
        => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
        {
            string form = Encode(pairs.Where(pair => pair.Name != "" || pair.Value != ""));
            using var reader = new FormReader(form);
            var ours = FieldReader.ReadForm(Encoding.UTF8.GetBytes(form), FieldDialect.AspNet).Root.Map;
            Assert.Equal(reader.ReadForm().Select(entry => (entry.Key, entry.Value[0]!)).Order(), ours.Select(entry => (entry.Key, entry.Value.Text)).Order());
        }).Check(Quick(1000));

    [Fact]
    public void Json_comes_back_as_it_was_written()
        => Prop.ForAll(Pairs.ToArbitrary(), pairs =>
        {
            var distinct = pairs.DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => new object?[] { pair.Value, pair.Value.Length, null, true });
            string json = JsonSerializer.Serialize(distinct);
            Assert.Equal(json, FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), FieldDialect.Rack).Root.ToString());
        }).Check(Quick(500));

    [Fact]
    public void Json_is_refused_exactly_when_the_platform_refuses_it()
        => Prop.ForAll(Gen.Elements("{", "}", "[", "]", ",", ":", "\"a\"", "1", "01", "-", "1.", "true", "nul", " ", "\n", "/", "\"\\ud800\"", "\"\\x\"").ArrayOf().Select(string.Concat).ToArbitrary(), json =>
        {
            bool valid = true;
            try
            {
                // Deserialising reads every string, which parsing alone does not.
                JsonSerializer.Deserialize<object>(json);
                using var document = JsonDocument.Parse(json);
                ReadStrings(document.RootElement);
            }
            catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
            {
                valid = false;
            }

            Assert.Equal(valid, FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), FieldDialect.Rack).Problem is null);
        }).Check(Quick(3000));

    [Fact]
    public void Merging_lets_the_later_map_win_name_by_name()
        => Prop.ForAll(Pairs.ToArbitrary(), Pairs.ToArbitrary(), (first, second) =>
        {
            foreach (var dialect in new[] { FieldDialect.Django, FieldDialect.AspNet })
            {
                FieldMap a = Map(first, dialect), b = Map(second, dialect), both = a.MergedWith(b);
                foreach (var (name, field) in b) Assert.Same(field, both[name]);
                foreach (var (name, field) in a) Assert.Same(b[name] ?? field, both[name]);
                Assert.Equal(both.Count, a.Count + b.Count(entry => a[entry.Key] is null));
                Assert.Equal(a.Select(entry => entry.Key), both.Take(a.Count).Select(entry => entry.Key));
                Assert.Equal(Field.OfMap(both.MergedWith(b)).ToString(), Field.OfMap(both).ToString());
                Assert.Same(a.Count == 0 ? FieldMap.Empty : a, a.MergedWith(FieldMap.Empty));
                Assert.Same(a.Count == 0 ? FieldMap.Empty : a, FieldMap.Empty.MergedWith(a));
            }
        }).Check(Quick(500));

    [Fact]
    public void Merging_does_not_depend_on_the_order_of_the_steps()
        => Prop.ForAll(Pairs.ToArbitrary(), Pairs.ToArbitrary(), Pairs.ToArbitrary(), (first, second, third) =>
        {
            FieldMap a = Map(first, FieldDialect.AspNet), b = Map(second, FieldDialect.AspNet), c = Map(third, FieldDialect.AspNet);
            Assert.Equal(Field.OfMap(a.MergedWith(b).MergedWith(c)).ToString(), Field.OfMap(a.MergedWith(b.MergedWith(c))).ToString());
        }).Check(Quick(500));

    private static Config Quick(int tests) => Config.QuickThrowOnFailure.WithReplay(20260101, 1).WithMaxTest(tests).WithStartSize(1).WithEndSize(40);

    private static FieldMap Map((string, string)[] pairs, FieldDialect dialect) => FieldReader.ReadQuery(Encode(pairs), dialect).Root.Map;

    private static void ReadEverything(byte[] bytes)
    {
        foreach (var dialect in Dialects)
        {
            CheckReading(FieldReader.ReadForm(bytes, dialect), dialect, bytes.Length);
            CheckReading(FieldReader.ReadJson(bytes, dialect), dialect, bytes.Length);
            CheckReading(FieldReader.ReadMultipart(bytes, "multipart/form-data; boundary=x", dialect), dialect, bytes.Length);
            CheckReading(FieldReader.ReadMultipart(bytes, Encoding.Latin1.GetString(bytes), dialect), dialect, bytes.Length);
        }
    }

    /// <summary>A problem comes with an empty map; a tree is bounded by what was sent, also by every bracket in a name.</summary>
    private static void CheckReading(FieldReading reading, FieldDialect dialect, int length)
    {
        if (reading.Problem is { } problem) Assert.True(problem.Length > 0 && reading.Root == Field.EmptyMap);
        var (nodes, depth) = Measure(reading.Root);
        Assert.InRange(nodes, 1, length + 1);
        Assert.InRange(depth, 0, dialect.MaxDepth + 1);
    }

    private static (int Nodes, int Depth) Measure(Field field)
    {
        var below = field.Items.Concat(field.Map.Select(entry => entry.Value)).Select(Measure).ToArray();
        return (1 + below.Sum(part => part.Nodes), field.IsScalar ? 0 : 1 + below.Select(part => part.Depth).DefaultIfEmpty().Max());
    }

    private static void ReadStrings(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) element.GetString();
        if (element.ValueKind == JsonValueKind.Array) foreach (var item in element.EnumerateArray()) ReadStrings(item);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            _ = member.Name;
            ReadStrings(member.Value);
        }
    }

    private static string Encode(IEnumerable<(string Name, string Value)> pairs)
        => string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    private static (string, string)[] Flat(FieldReading reading)
    {
        Assert.Null(reading.Problem);
        return [.. reading.Root.Map.Select(entry => (entry.Key, entry.Value.Text))];
    }

    private static (string, string)[] Flat((string Name, string Value)[] pairs, StringComparer comparer, bool lastWins)
        => [.. pairs.GroupBy(pair => pair.Name, comparer).Select(same => (same.Key, (lastWins ? same.Last() : same.First()).Value))];

    /// <summary>Text without halves of surrogate pairs.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>Most often a query that decodes to valid UTF-8.</summary>
    private static string Valid(string soup)
        => Whole(soup).Replace("%FF", "", StringComparison.Ordinal).Replace("%E2%82", "%E2%82%AC", StringComparison.Ordinal);
}
