using System.Buffers.Binary;
using System.Security.Cryptography;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>A list as clients see it, and a mark that tells whether it is the same as another.</summary>
internal sealed class MarkedList(IReadOnlyList<ListEntry> entries)
{
    private string? _mark;

    public static MarkedList Empty { get; } = new([]);

    public IReadOnlyList<ListEntry> Entries => entries;

    /// <summary>The SHA-256 of all entries, made on first use.</summary>
    public string Mark => _mark ??= Compute();

    /// <summary>The entries in the order of their keys; of several with one key the first stays.</summary>
    public static MarkedList Ordered(IEnumerable<ListEntry> entries) =>
        new([.. entries.DistinctBy(entry => entry.Name, StringComparer.Ordinal).OrderBy(entry => entry.Name, StringComparer.Ordinal)]);

    private string Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, entry.Json.Length);
            hash.AppendData(length);
            hash.AppendData(entry.Json.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
