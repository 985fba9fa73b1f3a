namespace VendorMocks;

/// <summary>A schema or fixture file that is missing or cannot be understood. The message names file, line and reason.</summary>
public sealed class ContractFileException : Exception
{
    /// <summary>Reports one file.</summary>
    /// <param name="file">The file as the reader was given it, for example <c>schemas/leaddyno/leads.get.response.json</c>.</param>
    /// <param name="line">The line of the fault, from 1; 1 as well where the file as a whole is at fault.</param>
    /// <param name="reason">What is wrong, as a phrase.</param>
    /// <param name="inner">What the parser said, where one did.</param>
    public ContractFileException(string file, int line, string reason, Exception? inner = null)
        : base($"{file}, line {line}: {reason}", inner)
    {
        File = file;
        Line = line;
        Reason = reason;
    }

    /// <summary>The file at fault.</summary>
    public string File { get; }

    /// <summary>The line of the fault, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>Turns what the JSON reader said into this exception, without the position that its message repeats.</summary>
    internal static ContractFileException Unreadable(string file, System.Text.Json.JsonException error)
    {
        int position = error.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        position = position >= 0 ? position : error.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        var reason = position > 0 ? error.Message[..position] : error.Message;
        var where = error.Path is { Length: > 1 } path ? $"{path}: " : "";
        return new(file, (int)(error.LineNumber ?? 0) + 1, where + reason, error);
    }

    /// <summary>Points at the first line that holds <paramref name="near"/>, or at the first line where none does.</summary>
    internal static ContractFileException At(string file, string text, string near, string reason)
    {
        int position = text.IndexOf(near, StringComparison.Ordinal);
        return new(file, position < 0 ? 1 : text.AsSpan(0, position).Count('\n') + 1, reason);
    }
}
