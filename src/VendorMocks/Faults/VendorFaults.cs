namespace VendorMocks;

/// <summary>The faults of one vendor in a world: a view of the world's.</summary>
public sealed class VendorFaults
{
    private readonly Faults _all;
    private readonly string _vendor;

    internal VendorFaults(Faults all, Vendor vendor)
    {
        _all = all;
        _vendor = vendor.Name;
    }

    /// <summary>What is in force for this vendor, faults for all vendors included, in the order in which it was added.</summary>
    public IReadOnlyList<FaultHandle> Active => [.. _all.Active.Where(handle => handle.Fault.Vendor is null || handle.Fault.Vendor == _vendor)];

    /// <summary>Puts a fault in force for this vendor only.</summary>
    /// <param name="fault">What goes wrong, and with which calls.</param>
    /// <returns>Shows how often it hit, and takes it back when disposed.</returns>
    /// <exception cref="ArgumentException">A setting makes no sense, or the fault names another vendor. Nothing was changed.</exception>
    public FaultHandle Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Vendor is { } other && other != _vendor)
            throw FaultCheck.Refused("vendor", $"The fault names {other}, these are the faults of {_vendor}.");
        return _all.Add(fault with { Vendor = _vendor });
    }

    /// <summary>Puts a profile in force for this vendor only.</summary>
    /// <param name="profile">Its name.</param>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public AppliedProfile Apply(string profile) => _all.Apply(profile, _vendor);

    /// <summary>Takes back what is in force for this vendor only.</summary>
    public void Clear() => _all.RemoveAll(handle => handle.Fault.Vendor == _vendor);
}
