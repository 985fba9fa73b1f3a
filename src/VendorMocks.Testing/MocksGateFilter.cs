using Microsoft.Extensions.Http;

namespace VendorMocks;

/// <summary>
/// Wraps the innermost handler of every client after all that the application says about it: a client's own primary handler
/// goes before defaults, so defaults would miss it.
/// </summary>
internal sealed class MocksGateFilter(MocksWiring wiring) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.PrimaryHandler = new MocksGate(wiring, builder.Name, builder.PrimaryHandler);
    };
}
