namespace VendorMocks;

/// <summary>How IHttpClientFactory names typed clients.</summary>
internal static class ClientNames
{
    /// <summary>The type's name without its namespace, type arguments in brackets.</summary>
    public static string Of(Type client)
    {
        var name = client.Name;
        if (!client.IsGenericType)
            return name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", client.GetGenericArguments().Select(Of))}>";
    }
}
