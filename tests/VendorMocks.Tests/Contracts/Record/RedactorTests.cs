using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

public sealed class RedactorTests
{
    private readonly Redactor redactor = new(new RecordedCredentials(LeadDyno.Instance, new Dictionary<string, string> { ["key"] = "s3cr3t-key" }), new InventedValues());

    [Theory]
    [InlineData("first_name", "Ada")]
    [InlineData("consumer_lastname", "Byron")]
    [InlineData("Sender_Name", "Ada Byron")]
    [InlineData("client[name]", "Ada Byron")]
    [InlineData("password", "Pa55word!")]
    [InlineData("phone", "+46 70 123 45 67")]
    [InlineData("consumer_phno", "0701234567")]
    [InlineData("address1", "10 Long Street")]
    [InlineData("anything", "ada@example.com")]
    [InlineData("anything", "mail ada@example.com now")]
    [InlineData("anything", "from 203.0.113.9, or 2001:db8::7")]
    [InlineData("anything", "2001:db8::7")]
    [InlineData("anything", "call +46701234567!")]
    [InlineData("url", "https://shop.example.com/?a=1&email=ada%40example.com&first_name=Ada")]
    [InlineData("url", "https://shop.example.com/?token=abc123")]
    [InlineData("Authorization", "Bearer s3cr3t-key")]
    [InlineData("anything", "the key s3cr3t-key leaks")]
    public void What_is_secret_or_personal_goes(string name, string value)
    {
        string[] marks = ["Ada", "ada", "Byron", "Pa55", "123 45", "123456", "0123456", "Long", "203.0.113.9", "db8::7", "abc123", "s3cr3t"];
        var kept = redactor.Value(name, value);
        Assert.NotEqual(value, kept);
        Assert.All(marks, mark => Assert.DoesNotContain(mark, kept, StringComparison.Ordinal));
        Assert.Equal(kept, redactor.Value(name, value));
    }

    [Theory]
    [InlineData("status", "New")]
    [InlineData("id", "4711")]
    [InlineData("created_at", "2026-01-01T12:34:56Z")]
    [InlineData("time", "12:34:56")]
    [InlineData("version", "1.2.3")]
    [InlineData("currency", "USD")]
    [InlineData("purchase_code", "ORDER-7002")]
    [InlineData("url", "https://shop.example.com/?page=2")]
    [InlineData("form_name", "Callback")]
    [InlineData("first_name", "")]
    public void What_is_neither_stays(string name, string value) => Assert.Equal(value, redactor.Value(name, value));

    [Fact]
    public void The_same_original_has_the_same_stand_in_wherever_it_stands()
    {
        var body = JsonNode.Parse("""
            { "note": "Ada called", "first_name": "Ada", "who": { "name": "Ada", "email": "ADA@example.com" }, "mail": "ada@example.com",
              "phone": "+46 (70) 123", "phones": ["+4670123"], "status": { "code": "0", "name": "New" }, "id": 7, "phone_number": 46701234,
              "form_data": { "1": { "id": 1, "type": "name", "name": "Your name", "value": "Ada" } } }
            """);
        redactor.Learn(body);
        var kept = redactor.Json(body)!;
        var name = (string)kept["first_name"]!;
        Assert.Equal($"{name} called", (string?)kept["note"]);
        Assert.Equal((name, name), ((string?)kept["who"]!["name"], (string?)kept["form_data"]!["1"]!["value"]));
        Assert.Equal((string?)kept["mail"], (string?)kept["who"]!["email"]);
        Assert.Equal(Digits((string)kept["phone"]!), Digits((string)kept["phones"]![0]!));
        Assert.Matches(@"^\+4[0-9] \([0-9]{2}\) [0-9]{3}$", (string)kept["phone"]!);
        Assert.NotEqual(46701234, (int)kept["phone_number"]!);
        Assert.Equal(("New", 7), ((string?)kept["status"]!["name"], (int)kept["id"]!));
    }

    [Fact]
    public void A_recorded_text_holds_no_placeholder_of_its_own() =>
        Assert.Equal("https://shop.example.com/(clickid)", redactor.Text("https://shop.example.com/{clickid}"));

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
