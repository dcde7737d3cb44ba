using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A result of which the endpoint itself says something, in <c>_meta</c>.</summary>
/// <param name="result">The result.</param>
/// <param name="write">Writes the members of <c>_meta</c> that come first.</param>
internal sealed class MarkedResult(McpResult result, Action<Utf8JsonWriter> write) : McpResult
{
    public override string ResultType => result.ResultType;

    public override bool IsError => result.IsError;

    public override bool HasMeta => true;

    public override void WriteMembers(Utf8JsonWriter writer) => result.WriteMembers(writer);

    public override void WriteMeta(Utf8JsonWriter writer)
    {
        write(writer);
        if (result.HasMeta)
            result.WriteMeta(writer);
    }
}
