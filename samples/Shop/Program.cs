using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTransient<RetryHandler>();
builder.Services.AddHttpClient<AffiliateProgram>(At("LeadDyno")).AddHttpMessageHandler<RetryHandler>();
builder.Services.AddHttpClient<Brand>(At("Clixnow")).AddHttpMessageHandler<RetryHandler>();
builder.Services.AddHttpClient<Crm>(At("Maxwork")).AddHttpMessageHandler<RetryHandler>();
builder.Services.AddHttpClient<LeadMarket>(At("Fixido")).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
builder.Services.AddHttpClient("flexbe", At("Flexbe")).AddHttpMessageHandler<RetryHandler>();
builder.Services.AddTransient<LeadForwarding>();
builder.Services.AddSingleton<SiteInbox>();
builder.Services.AddHostedService<SitePolling>();
builder.Services.AddProblemDetails();

var app = builder.Build();
// A vendor that fails is not the shop's own failure.
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = failure => failure is HttpRequestException or TaskCanceledException ? StatusCodes.Status502BadGateway : StatusCodes.Status500InternalServerError,
});
app.MapPost("/orders", async (Order order, AffiliateProgram affiliates, CancellationToken stop) =>
{
    var number = Guid.NewGuid().ToString("N");
    await affiliates.ReportAsync(number, order.Email, order.Total, order.Affiliate, stop);
    return Results.Created($"/orders/{number}", new { number });
});
app.MapPost("/leads", async (Prospect prospect, LeadForwarding forwarding, CancellationToken stop) =>
{
    await forwarding.SendAsync(prospect, stop);
    return Results.Accepted();
});
app.MapPost("/hooks/flexbe", async (HttpRequest request, SiteInbox inbox, CancellationToken stop) =>
{
    var form = await request.ReadFormAsync(stop);
    if (form["event"] == "lead")
        await inbox.TakeAsync(Field("id"), Field("client][name"), Field("client][email"), Field("client][phone"), stop);
    return Results.Ok();

    string Field(string name) => form[$"data[{name}]"].ToString();
});
app.MapPost("/market/buy", async (Wish wish, LeadMarket market, CancellationToken stop) =>
    await market.BuyCheapestAsync(wish.Text, wish.MostSek, stop) is { } lead ? Results.Ok(new { lead }) : Results.NotFound());
app.Run();

Action<IServiceProvider, HttpClient> At(string vendor) =>
    (services, http) => http.BaseAddress = VendorSettings.Of(services.GetRequiredService<IConfiguration>(), vendor).BaseUrl;

/// <summary>What a buyer ordered.</summary>
internal sealed record Order(string Email, decimal Total, string? Affiliate = null);

/// <summary>What the shop wants to buy.</summary>
internal sealed record Wish(string Text, decimal MostSek);
