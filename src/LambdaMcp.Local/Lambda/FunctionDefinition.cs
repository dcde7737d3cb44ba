namespace LambdaMcp.Local.Lambda;

/// <summary>A function as the template declares it, with every intrinsic resolved.</summary>
internal sealed record FunctionDefinition
{
    /// <summary>The function's name (<c>FunctionName</c>, or stack name and logical id).</summary>
    public required string Name { get; init; }

    /// <summary>The logical id in the template.</summary>
    public required string LogicalId { get; init; }

    public required string Arn { get; init; }

    /// <summary>Such as <c>provided.al2023</c>, <c>nodejs22.x</c>, <c>python3.12</c>.</summary>
    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    /// <summary><c>CodeUri</c> as the template has it.</summary>
    public string CodeUri { get; init; } = "";

    /// <summary>The absolute path of the folder that Lambda would mount as /var/task.</summary>
    public required string CodeDirectory { get; init; }

    /// <summary>How the folder's content is made; null where nothing is said of it.</summary>
    public DeclaredBuild? Build { get; init; }

    /// <summary>What is mounted in /opt, in the template's order.</summary>
    public IReadOnlyList<LayerDefinition> Layers { get; init; } = [];

    /// <summary>The HTTP address of its own; null where it has none.</summary>
    public FunctionUrl? Url { get; init; }

    public string Description { get; init; } = "";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public int MemorySizeMB { get; init; } = 128;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The log group that <c>LoggingConfig</c> names; null: the function's own.</summary>
    public string? LogGroup { get; init; }

    /// <summary>What becomes of events that nobody waits for.</summary>
    public EventSettings Events { get; init; } = new();

    /// <summary>Null: no limit of its own.</summary>
    public int? ReservedConcurrency { get; init; }
}
