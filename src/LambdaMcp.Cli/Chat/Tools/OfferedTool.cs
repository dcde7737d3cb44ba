using System.Text.Json;
using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>A tool as the model knows it.</summary>
/// <param name="RemoteName">The name at the server.</param>
/// <param name="Specification">What the model is told of it.</param>
/// <param name="ArgumentNames">The arguments' own names, by those that the model knows, as far as they differ.</param>
internal sealed record OfferedTool(string RemoteName, ToolSpecification Specification, IReadOnlyDictionary<string, string> ArgumentNames)
{
    /// <summary>The arguments of a call, under their own names.</summary>
    public Dictionary<string, object?> Arguments(JsonElement input) => input.EnumerateObject()
        .GroupBy(member => ArgumentNames.GetValueOrDefault(member.Name, member.Name), StringComparer.Ordinal)
        .ToDictionary(members => members.Key, members => (object?)members.Last().Value, StringComparer.Ordinal);
}
