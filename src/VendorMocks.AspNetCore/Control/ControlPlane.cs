using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VendorMocks;

/// <summary>
/// The paths that are the product's own: <c>/__mocks</c>, health and the page at the root. All others belong to vendors, and
/// never pass through what stands here.
/// </summary>
internal static class ControlPlane
{
    public const string Root = "/__mocks";

    public static void AddControlPlane(this IServiceCollection services, MocksServerOptions options)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => ControlJson.Configure(json.SerializerOptions));
        services.AddSingleton(new ControlAccess(options));
        services.AddSingleton<WorldNames>();
        services.AddSingleton<ControlDocument>();
        services.AddHostedService(provider => new IdleWorlds(provider.GetRequiredService<MocksHost>(), options));
        if (options.SeedFile is not null || options.Stubs is not null)
            services.AddHostedService<WatchedFiles>();
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
    }

    /// <summary>Whether a call is ours. A vendor's own host is the vendor's altogether; a host mapped to one keeps the control API.</summary>
    public static bool Owns(HttpRequest request, MocksHost host)
    {
        var path = request.Path;
        if (Steers(path))
            return Address.OwnerOf(request.Host.Host) is null;
        var own = path.Value is "/healthz" or "/readyz" || (path.Value is "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)));
        return own && Address.OwnerOf(request.Host.Host) is null && !host.IsMapped(request.Host.Host);
    }

    /// <summary>Whether a path is one that steers worlds, so that not everybody may call it.</summary>
    private static bool Steers(PathString path) => path.StartsWithSegments(Root, StringComparison.Ordinal) || WireMockAdmin.Owns(path);

    /// <summary>The pipeline behind these paths, with a router of its own.</summary>
    public static RequestDelegate Build(IServiceProvider services)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.Use(ExplainAsync);
        pipeline.Use(GuardAsync);
        pipeline.UseRouting();
        pipeline.Use(CheckAsync);
        pipeline.UseEndpoints(Map);
        pipeline.Run(static context => NoSuchCall(context).ExecuteAsync(context));
        return pipeline.Build();
    }

    private static void Map(IEndpointRouteBuilder root)
    {
        root.MapRootPage();
        root.MapPageFiles();
        root.MapHealth();
        root.MapWireMockAdmin();
        // A call that says nothing of its query takes none.
        var control = root.MapGroup(Root).Asks();
        control.MapGet("", Routes).WithSummary("This list");
        control.MapAuthority();
        control.MapVendors();
        control.MapWorlds();
        control.MapJournal();
        control.MapJournalStream();
        control.MapVerify();
        control.MapReport();
        control.MapClock();
        control.MapLimits();
        control.MapRules();
        control.MapDocuments();
        control.MapKeys();
        control.MapSeed();
        control.MapState();
        control.MapHooks();
        control.MapContracts();
        control.MapFaults();
        control.MapFaultProfiles();
        control.MapSnapshots();
        control.MapDiff();
        control.MapWorldFiles();
    }

    private static Ok<IReadOnlyList<RouteView>> Routes(EndpointDataSource endpoints) => TypedResults.Ok<IReadOnlyList<RouteView>>(RouteView.All(endpoints));

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (Steers(context.Request.Path)
            && !DocumentEndpoints.IsOpen(context.Request.Path)
            && !PageFiles.IsOpen(context.Request.Path)
            && context.RequestServices.GetRequiredService<ControlAccess>().Check(context) is { } problem)
        {
            if (problem.Status == 401)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await new Refused(problem).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    /// <summary>What no call looks after itself: the world that its path names is open, and its query has no name that means nothing.</summary>
    private static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint { Metadata: var call })
            return next(context);
        if (context.Request.RouteValues["name"] is string name && call.GetMetadata<OpensWorld>() is null)
        {
            var host = context.RequestServices.GetRequiredService<MocksHost>();
            if (host.Find(name) is not { } world)
                return Refused.NoSuchWorld(host, name).ExecuteAsync(context);
            context.Features.Set(new NamedWorld(world));
        }

        return call.GetMetadata<CallQuery>() is { Closed: true } asked && new ControlQuery(context.Request.Query).Expect(asked.Names).Problem is { } unknown
            ? new Refused(unknown).ExecuteAsync(context)
            : next(context);
    }

    /// <summary>Whatever goes wrong is answered with a problem that a person can act on.</summary>
    private static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        Problem problem;
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response.ContentType is { } type)
            {
                // A shell's prompt begins on a line of its own. An answer that told its length has no room for more.
                if (context.Response.ContentLength is null && type.Contains("json", StringComparison.Ordinal) && !HttpMethods.IsHead(context.Request.Method))
                    await context.Response.WriteAsync("\n", context.RequestAborted).ConfigureAwait(false);
                return;
            }

            if (context.Response.HasStarted || context.Response.StatusCode < 400)
                return;
            problem = context.Response.StatusCode == 405 ? WrongVerb(context) : Plain(context.Response.StatusCode);
        }
        catch (BadHttpRequestException refused)
        {
            problem = new Problem(Problems.TitleOf(refused.StatusCode), refused.StatusCode, refused.Message, "body");
        }
        catch (KeyTakenException taken) when (!context.Response.HasStarted)
        {
            problem = HooksEndpoints.Taken(taken);
        }
        catch (ObjectDisposedException) when (!context.Response.HasStarted)
        {
            problem = new Problem(Problems.TitleOf(404), 404, "The world was closed while this call was under way.", "world");
        }
#pragma warning disable CA1031 // The one catch of the control plane: a bug of ours must say so.
        catch (Exception bug) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ControlPlane)).LogError(bug, "A control call failed.");
            problem = new Problem(Problems.TitleOf(500), 500, $"This is a fault of mocks itself: {bug.GetType().Name}: {bug.Message}", null);
        }

        await new Refused(problem).ExecuteAsync(context).ConfigureAwait(false);
        await context.Response.WriteAsync("\n", context.RequestAborted).ConfigureAwait(false);
    }

    private static Problem Plain(int status) => new(Problems.TitleOf(status), status, "The call cannot be answered.", null);

    private static Problem WrongVerb(HttpContext context)
    {
        var allowed = context.Response.Headers.Allow.ToString();
        return new Problem(
            Problems.TitleOf(405), 405, $"{context.Request.Path} does not answer {context.Request.Method}. Accepted: {allowed}.", "method", context.Request.Method, allowed);
    }

    private static Refused NoSuchCall(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (WireMockAdmin.Owns(context.Request.Path))
            return new Refused(WireMockAdmin.NoSuchCall(path));
        var paths = RouteView.All(context.RequestServices.GetRequiredService<EndpointDataSource>()).Select(route => route.Path).Distinct().ToArray();
        return new Refused(Refused.Missing("path", path, $"the calls that GET {Root} lists", Nearest.Hint(path, paths)));
    }
}

/// <summary>A control call.</summary>
internal sealed record RouteView(string Method, string Path, string Summary)
{
    /// <summary>All control calls, as they are mapped.</summary>
    public static IReadOnlyList<RouteView> All(EndpointDataSource endpoints) =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           let summary = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IEndpointSummaryMetadata>()?.Summary
           where summary is not null
           from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
           where method != "HEAD"
           select new RouteView(method, endpoint.RoutePattern.RawText!.TrimEnd('/'), summary),
    ];
}
