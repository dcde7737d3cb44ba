namespace LambdaMcp.Local;

/// <summary>What the command line asks for.</summary>
internal sealed record LocalOptions
{
    public int Port { get; init; } = 8080;

    /// <summary>Templates to run; none for the nearest ones around the current directory.</summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Values for the templates' parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders that are run in the place of functions' code, by logical id or <c>CodeUri</c>.</summary>
    public IReadOnlyDictionary<string, string> Code { get; init; } = new Dictionary<string, string>();

    public string Configuration { get; init; } = "Debug";

    public string? Framework { get; init; }

    public bool Native { get; init; }

    public bool NoBuild { get; init; }

    /// <summary>A DynamoDB to use in the place of the one in memory.</summary>
    public Uri? DynamoDb { get; init; }

    /// <summary>Whether functions get every asynchronous event twice.</summary>
    public bool DuplicateEvents { get; init; }

    /// <summary>How long a streamed response may say nothing; null for API Gateway's own limit.</summary>
    public TimeSpan? StreamIdle { get; init; }

    public string? ReadyFile { get; init; }

    public bool Verbose { get; init; }

    /// <summary>Whether to serve the page that shows requests.</summary>
    public bool Page { get; init; } = true;
}
