using System.Security.Cryptography;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>A list of the stdio server as it was read.</summary>
/// <param name="Entries">Its entries, ordered by name.</param>
/// <param name="Server">The server that gave them, as it introduced itself.</param>
/// <param name="Changes">How often it had said until then that the list changed.</param>
/// <param name="ReadAt">When.</param>
internal sealed record ListContents(IReadOnlyList<ListEntry> Entries, ServerHandshake Server, int Changes, DateTimeOffset ReadAt)
{
    /// <summary>Equal for equal lists, of whichever process.</summary>
    public string Mark { get; } = MarkOf(Entries);

    public ListEntry? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name)
                return entry;
        }

        return null;
    }

    private static string MarkOf(IReadOnlyList<ListEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
            hash.AppendData(entry.Json.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
