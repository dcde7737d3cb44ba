using System.Text.Json;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>What an aggregated function says it has: the objects of its lists.</summary>
internal sealed record TargetDefinitions
{
    public IReadOnlyList<JsonElement> Tools { get; init; } = [];

    public IReadOnlyList<JsonElement> Resources { get; init; } = [];

    public IReadOnlyList<JsonElement> Templates { get; init; } = [];

    public IReadOnlyList<JsonElement> Prompts { get; init; } = [];
}
