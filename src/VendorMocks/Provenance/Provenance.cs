namespace VendorMocks;

/// <summary>How a behaviour is known. Of several pieces of evidence the weakest counts.</summary>
public enum Provenance
{
    /// <summary>The vendor's own documentation says so.</summary>
    Documented,

    /// <summary>Seen in real traffic or in real client code.</summary>
    Observed,

    /// <summary>Our choice where nobody says; the rule's reason stands beside it.</summary>
    Assumed,
}
