namespace VendorMocks;

/// <summary>Says what is wrong with a fault before it is in force.</summary>
internal static class FaultCheck
{
    public static void Require(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if ((Problem(fault) ?? fault.OwnProblem()) is var (field, problem))
            throw Refused(field, problem);
    }

    public static void Require(FaultProfile profile)
    {
        if (!IsName(profile.Name))
            throw Refused("name", $"'{profile.Name}' is no name for a profile: 1 to 64 letters, digits, dots and dashes.");
        if (profile.Faults is not { Count: > 0 })
            throw Refused("faults", "A profile has at least one fault.");
        foreach (var fault in profile.Faults)
            Require(fault);
    }

    /// <summary>A setting that makes no sense, under its JSON name.</summary>
    public static ArgumentException Refused(string field, string problem) => new(problem, field);

    // The name stands in a header.
    internal static bool IsName(string? text) => text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    private static (string Field, string Problem)? Problem(Fault fault) => fault switch
    {
        { Name: { } name } when !IsName(name) => ("name", $"'{name}' is no name for a fault: 1 to 64 letters, digits, dots and dashes."),
        { Vendor: { } vendor } when Vendors.Find(vendor) is null =>
            ("vendor", $"There is no vendor '{vendor}'. There are: {string.Join(", ", Vendors.All.Select(known => known.Name))}."),
        { Operation: { } operation } when !Operations(fault.Vendor).Contains(operation) =>
            ("operation", $"There is no operation '{operation}'. There are: {string.Join(", ", Operations(fault.Vendor))}."),
        { Account: "" } => ("account", "An account is named by its credential's key, which is not empty."),
        { Fields: { } fields } when fields.Any(pair => pair.Key.Length == 0 || pair.Value is null) => ("fields", "Each field has a name and a text."),
        { Probability: not (null or (>= 0 and <= 1)) } => ("probability", $"{fault.Probability} is no probability: 0 to 1."),
        { MaxTimes: < 1 } => ("times", $"{fault.MaxTimes} is no number of times: 1 or more."),
        { Skipped: < 0 } => ("after", $"{fault.Skipped} is no number of calls: 0 or more."),
        { Step: < 1 } => ("every", $"{fault.Step} is no step: 1 or more."),
        { From: { } from, Until: { } until } when from >= until => ("until", $"{until:O} is not after {from:O}."),
        _ => null,
    };

    internal static IEnumerable<string> Operations(string? vendor) =>
        Vendors.All.Where(known => vendor is null || known.Name == vendor).SelectMany(known => known.Operations).Select(row => row.Id).Distinct();
}
