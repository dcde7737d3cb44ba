using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Protocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>A result as an interceptor wants it. It acts for the endpoint, so it may say what functions may not.</summary>
internal sealed class InterceptedResult(JsonElement result) : McpResult
{
    private readonly JsonElement _meta = result.TryGetProperty("_meta"u8, out var meta) ? meta : default;

    public override bool IsError => FunctionMembers.SaysError(result);

    public override bool HasMeta => _meta.ValueKind == JsonValueKind.Object;

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        foreach (var member in FunctionMembers.Of(result))
        {
            if (member.Name is not ("_meta" or "resultType" or "ttlMs" or "cacheScope"))
                member.WriteTo(writer);
        }
    }

    public override void WriteMeta(Utf8JsonWriter writer)
    {
        if (!HasMeta)
            return;
        foreach (var member in FunctionMembers.Of(_meta))
        {
            if (member.Name != MetaKeys.ServerInfo)
                member.WriteTo(writer);
        }
    }
}
