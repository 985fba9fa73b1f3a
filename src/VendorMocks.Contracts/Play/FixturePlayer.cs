using System.Text.Json;

namespace VendorMocks;

/// <summary>Plays fixtures over HTTP: arranges, asks, and hands back what came.</summary>
/// <param name="client">Sends the calls. It should not follow redirects, which are answers like others.</param>
/// <param name="root">What goes before the paths of the fixtures, for example <c>http://localhost:8080/acme</c>.</param>
/// <param name="values">The credentials, by the names of their placeholders.</param>
internal sealed class FixturePlayer(HttpClient client, Uri root, IReadOnlyDictionary<string, string> values)
{
    /// <summary>Plays a hook and returns what it answered; null where the target has none.</summary>
    public Func<string, IReadOnlyDictionary<string, JsonElement>, JsonElement>? Hook { get; init; }

    /// <summary>Lets time pass; null where the target's clock is its own.</summary>
    public Action<TimeSpan>? Advance { get; init; }

    /// <summary>Called before each call, for targets that limit them.</summary>
    public Func<CancellationToken, Task>? Pace { get; init; }

    /// <summary>Plays one fixture.</summary>
    /// <exception cref="ArgumentException">A credential is missing.</exception>
    /// <exception cref="NotSupportedException">The fixture needs a hook or the clock, and the target has none.</exception>
    /// <exception cref="InvalidOperationException">A step's answer lacks a value that the fixture needs.</exception>
    /// <exception cref="HttpRequestException">The target cannot be reached.</exception>
    public async Task<PlayedFixture> PlayAsync(Fixture fixture, CancellationToken cancellationToken = default)
    {
        fixture = await ArrangeAsync(fixture, cancellationToken).ConfigureAwait(false);
        return new(fixture, await SendAsync(fixture.Request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Does what has to be done before a fixture's request, and returns the fixture with all its values put in.</summary>
    public async Task<Fixture> ArrangeAsync(Fixture fixture, CancellationToken cancellationToken = default)
    {
        fixture = fixture.With(values);
        for (int step = 0; step < fixture.Arrange.Count; step++)
            fixture = fixture.Bound(step, await ArrangeAsync(fixture, fixture.Arrange[step], cancellationToken).ConfigureAwait(false));
        return fixture;
    }

    private async Task<JsonElement> ArrangeAsync(Fixture fixture, ArrangeStep step, CancellationToken cancellationToken)
    {
        if (step.Advance is { } time)
        {
            (Advance ?? throw Unsupported(fixture, "the clock"))(time);
            return default;
        }
        if (step.Hook is { } hook)
            return (Hook ?? throw Unsupported(fixture, hook))(hook, step.Arguments ?? []);

        var body = default(JsonElement);
        for (int call = 0; call < step.Times; call++)
            body = (await SendAsync(step.Call!, cancellationToken).ConfigureAwait(false)).Body;
        return body;
    }

    private async Task<PlayedAnswer> SendAsync(FixtureRequest request, CancellationToken cancellationToken)
    {
        if (Pace is not null)
            await Pace(cancellationToken).ConfigureAwait(false);
        using var message = request.ToMessage(root);
        using var response = await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString() ?? "",
            await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    private static NotSupportedException Unsupported(Fixture fixture, string what) =>
        new($"Fixture {fixture.Name} needs {what}, which only the fake has.");
}

/// <summary>A fixture that was played.</summary>
/// <param name="Fixture">The fixture with all its values put in.</param>
/// <param name="Answer">What came.</param>
internal sealed record PlayedFixture(Fixture Fixture, PlayedAnswer Answer);

/// <summary>An answer that was read whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type as sent; empty when there was none.</param>
/// <param name="Bytes">The body.</param>
internal sealed record PlayedAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The body without the function call around it, where there is one.</summary>
    public ReadOnlySpan<byte> Json => Jsonp.Unwrap(Bytes.Span);

    /// <summary>The body as JSON; a JSON text where it is none, undefined where there is no body.</summary>
    public JsonElement Body
    {
        get
        {
            if (Bytes.IsEmpty)
                return default;
            try
            {
                return JsonElement.Parse(Json);
            }
            catch (JsonException)
            {
                return JsonSerializer.SerializeToElement(System.Text.Encoding.UTF8.GetString(Bytes.Span));
            }
        }
    }
}
