using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks;

/// <summary>The extension of RFC 5280, 4.2.1.10, which bounds what an authority may sign for.</summary>
internal static class NameConstraints
{
    private const string Oid = "2.5.29.30";

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    // A kind of name that is not mentioned would be free, so the addresses of this machine stand for all addresses.
    private static readonly byte[][] Loopback =
    [
        [127, 0, 0, 0, 255, 0, 0, 0],
        [.. IPAddress.IPv6Loopback.GetAddressBytes(), .. Enumerable.Repeat(byte.MaxValue, 16)],
    ];

    /// <summary>Permits domains with everything below them, and this machine's addresses.</summary>
    public static X509Extension Write(IEnumerable<string> domains)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (var domain in domains)
            {
                using (writer.PushSequence())
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, DnsName);
            }

            foreach (var network in Loopback)
            {
                using (writer.PushSequence())
                    writer.WriteOctetString(network, Address);
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }

    /// <summary>The permitted domains; null where a certificate has no such extension.</summary>
    public static IReadOnlyList<string>? Read(X509Certificate2 certificate)
    {
        if (certificate.Extensions[Oid] is not { } extension)
            return null;
        var domains = new List<string>();
        try
        {
            var constraints = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            if (!constraints.HasData || !constraints.PeekTag().HasSameClassAndValue(Permitted))
                return null;
            for (var subtrees = constraints.ReadSequence(Permitted); subtrees.HasData;)
            {
                var name = subtrees.ReadSequence();
                if (name.PeekTag().HasSameClassAndValue(DnsName))
                    domains.Add(name.ReadCharacterString(UniversalTagNumber.IA5String, DnsName).TrimStart('.'));
            }
        }
        catch (AsnContentException unreadable)
        {
            throw new System.Security.Cryptography.CryptographicException("its name constraints cannot be read", unreadable);
        }

        return domains;
    }
}
