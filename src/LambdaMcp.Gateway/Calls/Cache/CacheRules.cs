using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls.Cache;

/// <summary>
/// Which results are given again: those of tools that say they are read-only or idempotent and whose registration has <c>cache</c>;
/// to the same principal alone, for the same arguments, while the registration stays as it is.
/// </summary>
internal static class CacheRules
{
    /// <summary>What tells a call from others; null when its result is not given again.</summary>
    public static string? KeyOf(McpRequest request, CallTarget target, JsonElement arguments)
    {
        // A later round belongs to what the client said in it.
        if (target.CacheSeconds is null || !target.IsRepeatable || target.Asynchronous || request.WasAsked)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CanonicalHash.Add(hash, request.Principal);
        CanonicalHash.Add(hash, request.ProtocolVersion);
        CanonicalHash.Add(hash, target.Name);
        CanonicalHash.Add(hash, target.FunctionArn);
        CanonicalHash.Add(hash, target.Version.ToString(CultureInfo.InvariantCulture));
        CanonicalHash.Add(hash, arguments);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Whether a result is one to give again: no failure, no question to the client, no task.</summary>
    public static bool IsKept(FunctionAnswer answer, McpResult result) =>
        result is not (InputRequiredResult or TaskRequestedResult) &&
        !(answer.Json.ValueKind == JsonValueKind.Object && FunctionMembers.SaysError(answer.Json));
}
