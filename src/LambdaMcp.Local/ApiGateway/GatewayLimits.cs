namespace LambdaMcp.Local.ApiGateway;

/// <summary>The limits of a regional REST API.</summary>
internal static class GatewayLimits
{
    /// <summary>The largest body of a request, and of a buffered response.</summary>
    public const int PayloadBytes = 10 * 1024 * 1024;

    /// <summary>All of a response's header names and values together.</summary>
    public const int PreludeBytes = 16 * 1024;

    public static readonly TimeSpan BufferedTimeout = TimeSpan.FromSeconds(29);

    /// <summary>How long a streamed response may say nothing.</summary>
    public static readonly TimeSpan StreamIdle = TimeSpan.FromMinutes(5);

    /// <summary>How long a streamed response may take in all.</summary>
    public static readonly TimeSpan StreamTotal = TimeSpan.FromMinutes(15);
}
