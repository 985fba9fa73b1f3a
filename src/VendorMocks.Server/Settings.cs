namespace VendorMocks;

/// <summary>What was given on the command line, in the environment and in a file, put together.</summary>
/// <param name="Options">How the server begins; meaningless when there are complaints.</param>
/// <param name="TokenGiven">Whether the token was given, so that it need not be shown.</param>
/// <param name="Complaints">What cannot be used, one line each.</param>
/// <param name="Warnings">What may be a slip, one line each.</param>
internal sealed record Settings(MocksServerOptions Options, bool TokenGiven, IReadOnlyList<string> Complaints, IReadOnlyList<string> Warnings)
{
    /// <summary>A flag goes before its variable, a variable before the file, and the file before the default. An empty variable counts as none.</summary>
    /// <param name="flag">The value of a flag by its setting, or null.</param>
    /// <param name="environment">All environment variables.</param>
    /// <param name="config">A file of settings; null for the one that the environment names, if any.</param>
    public static Settings Read(Func<Setting, string?> flag, IReadOnlyDictionary<string, string> environment, string? config = null)
    {
        string? Variable(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

        var options = new MocksServerOptions { Urls = Setting.All[0].Default };
        var path = config ?? Variable(Setting.ConfigVariable);
        var file = SettingsFile.Read(path);
        var complaints = file.Complaints.ToList();
        foreach (var setting in Setting.All)
        {
            var (source, value) = (setting.Flag, flag(setting));
            if (value is null)
                (source, value) = (setting.Variable, Variable(setting.Variable));
            if (value is null && setting.Name == "urls")
                (source, value) = (Setting.PlatformUrlsVariable, Variable(Setting.PlatformUrlsVariable));
            if (value is null && file.Values.TryGetValue(setting.Name, out var kept))
                (source, value) = ($"{path}: {setting.Name}", kept);
            if (value is null)
                continue;
            if (setting.Apply(options, value) is { } applied)
                options = applied;
            else
                complaints.Add($"{source} cannot be '{value}'.{Hint(setting, value)} It takes {setting.Accepted}{Words(setting)}.");
        }

        var token = Variable(Setting.TokenVariable);
        if (token is not null)
            options = options with { ControlToken = token };
        return new Settings(options, token is not null, complaints, Slips(environment));
    }

    private static string Words(Setting setting) =>
        setting.Words.All(word => setting.Accepted.Contains(word, StringComparison.Ordinal)) ? "" : $", with one of {string.Join(", ", setting.Words)}";

    private static string Hint(Setting setting, string value)
    {
        // In a mapping the vendor is the word that may be misspelt.
        var word = value.Split('=')[^1].Split('@')[0];
        return setting.Words.Contains(word) ? "" : Nearest.Hint(word, setting.Words);
    }

    /// <summary>Variables that are nearly ours. Others beginning alike are not: orchestrators make such names from services.</summary>
    private static List<string> Slips(IReadOnlyDictionary<string, string> environment)
    {
        string[] known = [.. Setting.All.Select(setting => setting.Variable), Setting.TokenVariable, Setting.ConfigVariable];
        var slips = new List<string>();
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MOCKS_", StringComparison.OrdinalIgnoreCase) && !known.Contains(name)))
        {
            var near = known.MinBy(candidate => Nearest.Distance(name, candidate))!;
            if (name.Length <= 32 && Nearest.Distance(name, near) <= 2)
                slips.Add($"The variable {name} is not read. Did you mean {near}?");
        }

        return slips;
    }
}
