using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Discovery.Tags;

/// <summary>What a function's <c>mcp:</c> tags say of its tool. What they leave out stays as it is without them.</summary>
internal sealed record FunctionOverrides
{
    public static FunctionOverrides None { get; } = new();

    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The hints, as MCP's <c>annotations</c> have them.</summary>
    public JsonElement? Annotations { get; init; }

    public TargetContract Contract { get; init; } = TargetContract.Payload;

    public bool Streams { get; init; }

    public bool Asynchronous { get; init; }

    public TaskSupport Task { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? CacheSeconds { get; init; }

    public int? MaxConcurrency { get; init; }

    /// <summary>The scopes that a caller must have.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Words by which sets select the tool.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>False also when the tag that says so cannot be understood: it was meant to hide the function.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The tags that could not be used; the others hold.</summary>
    public IReadOnlyList<TagFault> Faults { get; init; } = [];

    public Registration ApplyTo(Registration tool) => tool with
    {
        Title = Title,
        Description = Description ?? tool.Description,
        Annotations = Annotations,
        Contract = Contract,
        Streams = Streams,
        Asynchronous = Asynchronous,
        Tasks = new(Task, TaskStart.Call),
        TimeoutSeconds = TimeoutSeconds,
        CacheSeconds = CacheSeconds,
        MaxConcurrency = MaxConcurrency,
        Scopes = Scopes,
        Tags = Labels,
    };
}
