using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A result that a function made and that passes through, but for what the endpoint itself says in results.</summary>
internal class PassedResult(JsonElement result) : McpResult
{
    private readonly JsonElement _meta =
        result.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object ? meta : default;

    public override bool IsError => FunctionMembers.SaysError(result);

    public override bool HasMeta => _meta.ValueKind == JsonValueKind.Object;

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        foreach (var member in FunctionMembers.Of(result))
        {
            if (member.Name is not ("_meta" or "resultType" or "ttlMs" or "cacheScope") && Passes(member))
                member.WriteTo(writer);
        }
    }

    public override void WriteMeta(Utf8JsonWriter writer)
    {
        if (!HasMeta)
            return;
        foreach (var member in FunctionMembers.OfMeta(_meta))
            member.WriteTo(writer);
    }

    /// <summary>Whether a member is passed on.</summary>
    protected virtual bool Passes(JsonProperty member) => true;
}
