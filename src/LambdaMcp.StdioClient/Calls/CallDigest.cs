using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Tells a call from others: the rounds of one differ only in what belongs to the round.</summary>
internal static class CallDigest
{
    private const int Bytes = 16;

    public static string Of(McpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CanonicalHash.Add(hash, request.Principal);
        CanonicalHash.Add(hash, request.Method);
        AddMembers(hash, request.Params);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    /// <summary>Adds the members of a request's <c>params</c> that say what is asked for.</summary>
    public static void AddMembers(IncrementalHash hash, JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in parameters.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name is "_meta" or "requestState" or "inputResponses")
                continue;
            CanonicalHash.Add(hash, member.Name);
            CanonicalHash.Add(hash, member.Value);
        }
    }
}
