using System.Text.Json;

namespace VendorMocks;

/// <summary>Settings from a JSON file: an object whose keys are the options' names without dashes.</summary>
/// <param name="Values">What was given, as it would be written on the command line.</param>
/// <param name="Complaints">What cannot be used, one line each.</param>
internal sealed record SettingsFile(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Complaints)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file; nothing where there is no path.</summary>
    public static SettingsFile Read(string? path)
    {
        var values = new Dictionary<string, string>();
        var complaints = new List<string>();
        if (path is null)
            return new(values, complaints);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new JsonException("It is no JSON object.");
            string[] names = [.. Setting.All.Select(setting => setting.Name)];
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!names.Contains(member.Name))
                    complaints.Add($"{path}: there is no setting '{member.Name}'.{Nearest.Hint(member.Name, names)} It takes {string.Join(", ", names)}.");
                else if (Text(member.Value) is { } text)
                    values[member.Name] = text;
                else
                    complaints.Add($"{path}: {member.Name} cannot be {member.Value.GetRawText()}. It takes a text, a number, true or false, or a list of texts.");
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            complaints.Add($"The settings file {path} cannot be read: {unreadable.Message}");
        }

        return new(values, complaints);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "on",
        JsonValueKind.False => "off",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => string.Join(';', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };
}
