namespace VendorMocks;

/// <summary>The request limit of one vendor in a world: what its rules say, and how far each key has used it.</summary>
public sealed class VendorLimits
{
    private readonly World _world;
    private readonly Vendor _vendor;
    private readonly string _ownKey;

    internal VendorLimits(Fake fake) => (_world, _vendor, _ownKey) = (fake.World, fake.Vendor, fake.Credentials[0].Key);

    /// <summary>The most requests that a key may make in one window, by the rules in force; null for a vendor without a limit.</summary>
    public int? Requests => Ask((limit, _) => limit?.Requests);

    /// <summary>How long a window lasts on the world's clock; null for a vendor without a limit.</summary>
    public TimeSpan? Window => Ask((limit, _) => limit is { } known ? TimeSpan.FromSeconds(known.Seconds) : (TimeSpan?)null);

    /// <summary>How many requests of a key would still be served now; null when nothing limits them.</summary>
    /// <param name="key">One of the vendor's keys in this world; the first when left out.</param>
    /// <exception cref="ArgumentException">The world knows no such key.</exception>
    public int? Remaining(string? key = null)
    {
        var (known, now) = (Known(key), _world.Clock.Now);
        return _world.Limits
            ? Ask((limit, windows) => limit is { } most ? windows.Peek(known, most.Requests, most.Seconds, most.Kind, now).Remaining : (int?)null)
            : null;
    }

    /// <summary>Sets how many requests a key has left in a window that begins now, without sending the others.</summary>
    /// <param name="remaining">0 up to <see cref="Requests"/>.</param>
    /// <param name="key">One of the vendor's keys in this world; the first when left out.</param>
    /// <exception cref="ArgumentException">There are not so many to be had, or the world knows no such key. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">Nothing limits the vendor's requests here. Nothing was changed.</exception>
    public void SetRemaining(int remaining, string? key = null)
    {
        var (known, now) = (Known(key), _world.Clock.Now);
        if (!_world.Limits)
            throw new InvalidOperationException("Request limits are switched off in this world, so none would be met. Switch them on first: world.Limits = true.");
        Ask<object?>((limit, windows) =>
        {
            if (limit is not { } most)
                throw new InvalidOperationException($"{_vendor.Title} limits no requests, by all that is known of it. Have it refuse some: world.{_vendor.Title}.Faults.Add(Fault.Status(429)).");
            if (remaining < 0 || remaining > most.Requests)
                throw new ArgumentOutOfRangeException(nameof(remaining), remaining, $"A key of {_vendor.Title} has from 0 to {most.Requests} requests left; the rules say how many a window has.");
            windows.Reset(known);
            windows.Use(known, most.Requests - remaining, most.Requests, most.Seconds, most.Kind, now);
            return null;
        });
    }

    /// <summary>Gives a key its full number of requests back; all keys of the vendor when none is named.</summary>
    /// <param name="key">One of the vendor's keys in this world.</param>
    /// <exception cref="ArgumentException">The world knows no such key.</exception>
    public void Reset(string? key = null)
    {
        var known = key is null ? null : Known(key);
        _world.Adjust(_vendor, slot => slot.Windows.Reset(known));
    }

    private string Known(string? key) => key is null || _world.Host.OwnerOf(_vendor, key) == _world ? key ?? _ownKey : throw new ArgumentException(
        $"This world has no key '{key}' of {_vendor.Title}, so no call would ever count for it. Take one that the world was opened with or that you added.", nameof(key));

    private T Ask<T>(Func<RequestLimit?, RequestWindows, T> ask)
    {
        T answer = default!;
        _world.Adjust(_vendor, slot => answer = ask(_vendor.LimitIn(slot.State), slot.Windows));
        return answer;
    }
}

/// <summary>How many requests a vendor serves a key.</summary>
/// <param name="Requests">The most of one window.</param>
/// <param name="Seconds">The window's length.</param>
/// <param name="Kind">How it lies in time.</param>
internal readonly record struct RequestLimit(int Requests, int Seconds, WindowKind Kind = WindowKind.Anchored);
