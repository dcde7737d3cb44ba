using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sealing;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>
/// <c>requestState</c> as clients see it: a handler's state, sealed for one use by one principal in one request (MCP 2026-07-28,
/// "Multi Round-Trip Requests", security considerations).
/// </summary>
internal sealed class RequestStates(Sealer sealer, INonceStore nonces, McpEndpointOptions options, TimeProvider time)
{
    private const string Purpose = "requestState";
    private const int LongestState = 512 * 1024;
    private const int NonceSize = 16;
    private const int HeaderSize = sizeof(long) + NonceSize + 1;

    /// <exception cref="McpProtocolException">The state is too large to be taken back.</exception>
    public async ValueTask<string> SealAsync(McpRequest request, string? state, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes(state ?? "");
        var content = new byte[HeaderSize + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, (time.GetUtcNow() + options.InputLifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(content.AsSpan(sizeof(long), NonceSize));
        content[HeaderSize - 1] = state is null ? (byte)0 : (byte)1;
        text.CopyTo(content, HeaderSize);
        var sealedState = await sealer.SealAsync(Purpose, content, Bound(request), cancellationToken);
        return sealedState.Length <= LongestState
            ? sealedState
            : throw new McpProtocolException("What was to be kept for the next round is too large. The function must keep it somewhere else.", McpErrorCode.InternalError);
    }

    /// <summary>The handler's state, which may be none; and uses it up.</summary>
    /// <exception cref="McpProtocolException">It is not ours, too old, used before, or belongs to another request or principal.</exception>
    public async ValueTask<string?> OpenAsync(McpRequest request, string text, CancellationToken cancellationToken)
    {
        var content = text.Length <= LongestState ? await sealer.OpenAsync(Purpose, text, Bound(request), cancellationToken) : null;
        if (content is null || content.Length < HeaderSize)
            throw Refused("was not given for this request");
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content));
        if (expiresAt <= time.GetUtcNow())
            throw Refused("is too old");
        if (!await nonces.TryUseAsync(Convert.ToHexStringLower(content.AsSpan(sizeof(long), NonceSize)), expiresAt, cancellationToken))
            throw Refused("was used before");
        return content[HeaderSize - 1] == 0 ? null : Encoding.UTF8.GetString(content.AsSpan(HeaderSize));
    }

    private static McpProtocolException Refused(string why) =>
        new($"params.requestState {why}. Send the request again without requestState and inputResponses.", McpErrorCode.InvalidParams);

    // The same request in another round differs only in these members.
    private static byte[] Bound(McpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CanonicalHash.Add(hash, request.Principal);
        CanonicalHash.Add(hash, request.Method);
        if (request.Set is { } set)
            CanonicalHash.Add(hash, set);
        foreach (var member in request.Params.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name is not ("_meta" or "requestState" or "inputResponses"))
            {
                CanonicalHash.Add(hash, member.Name);
                CanonicalHash.Add(hash, member.Value);
            }
        }

        return hash.GetHashAndReset();
    }
}
