using System.Security.Cryptography;
using LambdaMcp.Protocol.Sealing;

namespace LambdaMcp.Protocol.State;

/// <summary>
/// Handles of state for clients that have no session (MCP 2026-07-28): signed, unguessable by 16 random bytes, and good for the principal
/// alone that they were minted for. They are not bound to a set of the catalog: a set says what is shown, not whose it is.
/// </summary>
/// <param name="keys">The keys that sign; handles have a purpose of their own among what is signed.</param>
public sealed class StateHandles(ISealingKeys keys)
{
    /// <summary>The most characters of a handle.</summary>
    public const int LongestHandle = 256;

    private const string Purpose = "state handle";
    private const byte Format = 1;
    private const int RandomSize = 16;

    // No session has an id with a slash.
    private const string IdPrefix = "handle/";

    private readonly Sealer _sealer = new(keys);

    /// <summary>A new handle, and the id of the record that it leads to.</summary>
    public async ValueTask<(string Handle, string Id)> MintAsync(string owner, CancellationToken cancellationToken)
    {
        var content = new byte[1 + RandomSize + OwnerHash.Size];
        content[0] = Format;
        RandomNumberGenerator.Fill(content.AsSpan(1, RandomSize));
        OwnerHash.Of(owner).CopyTo(content.AsSpan(1 + RandomSize));
        return (await _sealer.SignAsync(Purpose, content, cancellationToken), IdOf(content));
    }

    /// <summary>The id of the record that a handle leads to; null when the handle was not minted here for <paramref name="owner"/>.</summary>
    public async ValueTask<string?> ReadAsync(string handle, string owner, CancellationToken cancellationToken)
    {
        if (handle.Length > LongestHandle)
            return null;
        return await _sealer.VerifyAsync(Purpose, handle, cancellationToken) is [Format, ..] content && content.Length == 1 + RandomSize + OwnerHash.Size
            && OwnerHash.IsOf(content.AsSpan(1 + RandomSize), owner)
            ? IdOf(content)
            : null;
    }

    private static string IdOf(byte[] content) => IdPrefix + Convert.ToHexStringLower(content.AsSpan(1, RandomSize));
}
