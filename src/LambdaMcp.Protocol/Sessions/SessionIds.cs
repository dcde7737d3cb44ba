using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Sealing;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>
/// Session ids: signed, and telling of the session's birth what is needed to bring it to life again for its owner: revision, what the
/// client can be asked, time, owner, and the set of the catalog that it is for. Unguessable by 16 random bytes.
/// </summary>
internal sealed class SessionIds(Sealer sealer)
{
    private const string Purpose = "session";
    private const int RandomSize = 16;
    private static readonly string[] Versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];
    private const int Size = 2 + sizeof(long) + RandomSize + OwnerHash.Size;

    public ValueTask<string> MintAsync(
        string owner, string? set, string version, JsonElement? capabilities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = new byte[Size + (set?.Length ?? 0)];
        content[0] = CodeOf(version);
        content[1] = (byte)AbilitiesCode.Of(capabilities);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(2), now.ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(content.AsSpan(2 + sizeof(long), RandomSize));
        OwnerHash.Of(owner).CopyTo(content.AsSpan(Size - OwnerHash.Size));
        Encoding.ASCII.GetBytes(set, content.AsSpan(Size));
        return sealer.SignAsync(Purpose, content, cancellationToken);
    }

    /// <summary>What an id tells; null when it was not minted here for <paramref name="owner"/>.</summary>
    public async ValueTask<SessionOrigin?> ReadAsync(string id, string owner, CancellationToken cancellationToken)
    {
        var content = await sealer.VerifyAsync(Purpose, id, cancellationToken);
        if (content is not { Length: >= Size } || VersionOf(content[0]) is not { } version ||
            !OwnerHash.IsOf(content.AsSpan(Size - OwnerHash.Size, OwnerHash.Size), owner))
        {
            return null;
        }

        return new(
            version,
            AbilitiesCode.ToCapabilities((Abilities)content[1]),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(2))));
    }

    /// <summary>
    /// The set that an id says it is for; null: the whole catalog. Only ids that are known or verified mean anything, and no two differ in
    /// this alone, so the id need not be verified for it.
    /// </summary>
    public static string? SetOf(string id) =>
        Sealer.ContentOf(id) is { Length: > Size } content ? Encoding.ASCII.GetString(content.AsSpan(Size)) : null;

    // These numbers stay with their revisions for good: ids live for weeks.
    private static byte CodeOf(string version) => (byte)(Array.IndexOf(Versions, version) + 1);

    private static string? VersionOf(byte code) => code > 0 && code <= Versions.Length ? Versions[code - 1] : null;
}
