namespace VendorMocks.Tests;

public sealed class PeopleTests
{
    private static readonly (string, int)[] Locales = [("en_US", 40), ("de", 20), ("sv", 20), ("ja", 20)];

    [Fact]
    public void The_same_seed_gives_the_same_people_and_another_seed_others()
    {
        var people = new People(new RandomSource(7), "test", Locales);
        var again = new People(new RandomSource(7), "test", Locales);
        var others = new People(new RandomSource(8), "test", Locales);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => people[i]), Enumerable.Range(0, 50).Select(i => again[i]));
        Assert.NotEqual(Enumerable.Range(0, 50).Select(i => people[i]), Enumerable.Range(0, 50).Select(i => others[i]));
    }

    [Fact]
    public void E_mails_are_unique_plain_ASCII_and_at_reserved_domains()
    {
        var people = new People(new RandomSource(1), "test", Locales);
        var emails = Enumerable.Range(0, 2000).Select(i => people[i].Email).ToArray();
        Assert.Equal(emails.Length, emails.Distinct().Count());
        Assert.All(emails, email => Assert.Matches(@"^[a-z0-9.]+@example\.(com|org|net)$", email));
    }

    [Fact]
    public void Every_locale_shows_in_about_its_weight()
    {
        var people = new People(new RandomSource(1), "test", Locales);
        var share = Enumerable.Range(0, 2000).Count(i => people[i].Locale == "en_US") / 2000.0;
        Assert.InRange(share, 0.35, 0.45);
        Assert.Contains(Enumerable.Range(0, 200), i => people[i].First.Any(c => c > 127));
    }
}
