using Microsoft.Extensions.Logging;

namespace VendorMocks;

/// <summary>
/// The platform's console for log lines, made when the first line comes: a healthy start writes none, and making it takes a twentieth
/// of a start. What is written at all has been decided before a line gets here.
/// </summary>
/// <param name="json">Whether a line is a JSON object.</param>
internal sealed class LateConsole(bool json) : ILoggerProvider
{
    private readonly Lazy<ILoggerFactory> _console = new(() => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Trace);
        if (json)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            logging.AddSimpleConsole(console => console.SingleLine = true);
    }));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        if (_console.IsValueCreated)
            _console.Value.Dispose();
    }

    private sealed class Category(LateConsole late, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            late._console.Value.CreateLogger(name).Log(logLevel, eventId, state, exception, formatter);
    }
}
