namespace VendorMocks;

/// <summary>How a vendor's request limit counts a key's requests over time.</summary>
public enum WindowKind
{
    /// <summary>A window opens with the first counted request; the first request after its end opens another.</summary>
    Anchored,

    /// <summary>Windows begin at whole multiples of their length since 1970-01-01T00:00:00Z.</summary>
    Calendar,

    /// <summary>At any moment the window is the time just passed.</summary>
    Sliding,
}
