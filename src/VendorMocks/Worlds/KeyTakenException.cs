using System.Diagnostics.CodeAnalysis;

namespace VendorMocks;

/// <summary>A key was to be a world's that is another one's already. Nothing was changed.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always says which key and which world.")]
internal sealed class KeyTakenException(string key, string world) : ArgumentException($"The key '{key}' belongs to world '{world}' already.")
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
