using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>What the MCP endpoint says of itself and what it accepts.</summary>
public sealed class McpEndpointOptions
{
    /// <summary><c>serverInfo.name</c>.</summary>
    public string ServerName
    {
        get;
        set
        {
            field = value;
            IsNamed = true;
        }
    } = "lambda-mcp";

    /// <summary><c>serverInfo.version</c>.</summary>
    public string ServerVersion { get; set; } = typeof(McpEndpointOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary><c>instructions</c> of <c>initialize</c>: how a model should use this server. Null sends none.</summary>
    public string? Instructions { get; set; }

    /// <summary>How long a session lives after its last use.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long after its birth a session that ran out can come to life again for its owner.</summary>
    public TimeSpan SessionRevivalPeriod { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a client may take to repeat a request with the input that it was asked for (2026-07-28).</summary>
    public TimeSpan InputLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a request waits for the client's answer to a question of the server (2025-11-25 and before).</summary>
    public TimeSpan InputTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an instance looks for what reached another one.</summary>
    public TimeSpan MailboxInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an open stream says that it is alive, so that nobody between takes it for dead.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stream on which a client listens is held before it ends in order, for the client to open the next one; zero offers none.</summary>
    public TimeSpan StreamLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an open stream looks for changed lists.</summary>
    public TimeSpan ListChangeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an open stream looks for updated resources and for its session.</summary>
    public TimeSpan ResourceUpdateInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long clients wait before they open a stream again (<c>retry</c>).</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a client that lost its connection can come back for what it missed.</summary>
    public TimeSpan EventLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After how long the server lets go of the connection of a request that goes on, from clients that come back; null: never.</summary>
    public TimeSpan? ReleaseAfter { get; set; }

    /// <summary>The most messages in one JSON-RPC batch (2025-03-26).</summary>
    public int MaxBatchSize { get; set; } = 50;

    /// <summary>Whether clients of 2024-11-05 are served at <c>/sse</c> and <c>/message</c>.</summary>
    public bool LegacySse { get; set; }

    /// <summary>What is kept of a request's time to put its answer on the way.</summary>
    public TimeSpan DeadlineReserve { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long clients may keep a list (<c>ttlMs</c>): as long as the server itself may serve an old one.</summary>
    public TimeSpan ListTimeToLive { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The least severe log messages for clients that did not say (<c>logging/setLevel</c>).</summary>
    public string DefaultLogLevel { get; set; } = "info";

    /// <summary>The most entries on one page of a list.</summary>
    public int ListPageSize { get; set; } = 250;

    /// <summary>The largest request body, in bytes. Lambda itself takes 6 MB.</summary>
    public int MaxRequestBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>
    /// How many requests a minute each principal may send, unless its claim <c>requestsPerMinute</c> says otherwise; 0: any number. A sixth of
    /// them, and ten at least, may come at once.
    /// </summary>
    public int RequestsPerMinute { get; set; }

    /// <summary>How many streams each principal may listen on at one time; 0: any number.</summary>
    public int MaxStreamsPerPrincipal { get; set; }

    /// <summary>How deep the request's JSON may nest.</summary>
    public int MaxRequestDepth { get; set; } = 64;

    /// <summary>
    /// The origins that browsers may call from, such as <c>https://app.example.com</c>; <c>*</c> allows every one. A request without
    /// <c>Origin</c> is always allowed, and so is one from this machine to this machine.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the host will end a request, if it does: a Lambda function's deadline.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, DateTimeOffset?> Deadline { get; set; } = static _ => null;

    /// <summary>
    /// What a client is told of a failure of the server, where it may know; null tells that the log has the reason. For servers whose client is
    /// their operator.
    /// </summary>
    public Func<Exception, string?> Explain { get; set; } = static _ => null;

    /// <summary>Whether somebody named the server.</summary>
    internal bool IsNamed { get; private set; }

    /// <summary>How requests are parsed: a repeated key could mean one thing to a proxy and another to us, so it is refused.</summary>
    internal JsonDocumentOptions DocumentOptions => new() { MaxDepth = MaxRequestDepth, AllowDuplicateProperties = false };
}
