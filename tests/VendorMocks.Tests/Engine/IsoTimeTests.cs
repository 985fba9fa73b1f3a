namespace VendorMocks.Tests;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2021-08-08", "2021-08-08T00:00:00.0000000+00:00")]
    [InlineData("2021-08-08T10:20", "2021-08-08T10:20:00.0000000+00:00")]
    [InlineData("2021-08-08T10:20:30", "2021-08-08T10:20:30.0000000+00:00")]
    [InlineData("2021-08-08T10:20:30Z", "2021-08-08T10:20:30.0000000+00:00")]
    [InlineData("2021-08-08T10:20:30.5", "2021-08-08T10:20:30.5000000+00:00")]
    [InlineData("2021-08-08T10:20:30.1234567Z", "2021-08-08T10:20:30.1234567+00:00")]
    [InlineData("2021-08-08T10:20:30+02:00", "2021-08-08T08:20:30.0000000+00:00")]
    [InlineData("2021-08-08T00:20-05:30", "2021-08-08T05:50:00.0000000+00:00")]
    public void A_time_is_read_into_UTC(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(text, out var moment));
        Assert.Equal(expected, moment.ToString("O"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("08.08.2021")]
    [InlineData("2021-8-8")]
    [InlineData("20210808")]
    [InlineData(" 2021-08-08")]
    [InlineData("2021-02-30")]
    [InlineData("2021-08-08 10:20:30")]
    [InlineData("2021-08-08T24:00:00Z")]
    [InlineData("2021-08-08T10:20:30 02:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public void What_is_no_time_is_refused(string text) => Assert.False(IsoTime.TryParse(text, out _));

    [Fact]
    public void Milliseconds_cut_the_rest_off()
    {
        var moment = new DateTimeOffset(2026, 1, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_349_999);
        Assert.Equal("2026-01-01T12:00:01.2340000+00:00", IsoTime.ToMilliseconds(moment).ToString("O"));
    }
}
