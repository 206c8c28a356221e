using System.Security.Cryptography;
using System.Text;

namespace Accounton.Vendors;

/// <summary>The vendor ids one reading saw, as 16 bytes each: all that a run keeps of what it read.</summary>
public sealed class SeenIds
{
    private readonly HashSet<UInt128> _ids = [];
    private UInt128 _sum;

    public int Count => _ids.Count;

    /// <summary>Equal for two readings that saw the same ids, in whatever order.</summary>
    public (int Count, UInt128 Sum) Fingerprint => (_ids.Count, _sum);

    /// <summary>False when it was seen before.</summary>
    public bool Add(string vendorId)
    {
        var key = Key(vendorId);
        if (!_ids.Add(key))
            return false;

        _sum ^= key;
        return true;
    }

    public bool Contains(string vendorId) => _ids.Contains(Key(vendorId));

    private static UInt128 Key(string vendorId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(vendorId), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
