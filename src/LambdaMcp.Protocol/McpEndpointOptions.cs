using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>What the MCP endpoint says of itself and what it accepts.</summary>
public sealed class McpEndpointOptions
{
    /// <summary><c>serverInfo.name</c>.</summary>
    public string ServerName { get; set; } = "lambda-mcp";

    /// <summary><c>serverInfo.version</c>.</summary>
    public string ServerVersion { get; set; } = typeof(McpEndpointOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary><c>instructions</c> of <c>initialize</c>: how a model should use this server. Null sends none.</summary>
    public string? Instructions { get; set; }

    /// <summary>How long a session lives after its last use.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The largest request body, in bytes. Lambda itself takes 6 MB.</summary>
    public int MaxRequestBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>How deep the request's JSON may nest.</summary>
    public int MaxRequestDepth { get; set; } = 64;

    /// <summary>
    /// The origins that browsers may call from, such as <c>https://app.example.com</c>; <c>*</c> allows every one. A request without
    /// <c>Origin</c> is always allowed, and so is one from this machine to this machine.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the host will end a request, if it does: a Lambda function's deadline.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, DateTimeOffset?> Deadline { get; set; } = static _ => null;

    /// <summary>How requests are parsed: a repeated key could mean one thing to a proxy and another to us, so it is refused.</summary>
    internal JsonDocumentOptions DocumentOptions => new() { MaxDepth = MaxRequestDepth, AllowDuplicateProperties = false };
}
