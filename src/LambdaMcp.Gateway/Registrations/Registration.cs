using System.Text.Json;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>One registered function: what clients see of it and how it is called.</summary>
public sealed record Registration
{
    /// <summary><c>type-name</c>, such as <c>tool-customer-by-id</c>; the key of the registrations table.</summary>
    public required string Id { get; init; }

    /// <summary>What the function serves.</summary>
    public required RegistrationType Type { get; init; }

    /// <summary>The name that clients call: 1 to 64 characters of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A name for people, if it differs from <see cref="Name"/>.</summary>
    public string? Title { get; init; }

    /// <summary>What the tool does and when to use it, for the model.</summary>
    public required string Description { get; init; }

    /// <summary>The function's ARN, with or without a qualifier.</summary>
    public required string LambdaArn { get; init; }

    /// <summary>How the function is called.</summary>
    public TargetContract Contract { get; init; } = TargetContract.Payload;

    /// <summary>The JSON Schema (2020-12) of the arguments; null means any object.</summary>
    public JsonElement? InputSchema { get; init; }

    /// <summary>The JSON Schema (2020-12) of <c>structuredContent</c>, if the tool promises one.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The tool's <c>annotations</c> object (<c>readOnlyHint</c> and its siblings), as MCP defines it.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>How long one call may take, in seconds; null leaves it to the request's own deadline.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>False hides the registration without losing it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Counts the writes, from 1; every write is conditional on it.</summary>
    public long Version { get; init; } = 1;
}
