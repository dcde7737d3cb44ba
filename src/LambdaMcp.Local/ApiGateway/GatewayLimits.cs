namespace LambdaMcp.Local.ApiGateway;

/// <summary>The limits of a regional REST API.</summary>
internal static class GatewayLimits
{
    /// <summary>The largest body of a request, and of a buffered response.</summary>
    public const int PayloadBytes = 10 * 1024 * 1024;

    /// <summary>All of a response's header names and values together.</summary>
    public const int PreludeBytes = 16 * 1024;

    /// <summary>How long an integration may take that does not say.</summary>
    public static readonly TimeSpan IntegrationTimeout = TimeSpan.FromSeconds(29);

    /// <summary>The longest that an integration may say; buffered ones need the account's quota raised for more than 29 seconds.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(15);

    /// <summary>How long a streamed response may say nothing.</summary>
    public static readonly TimeSpan StreamIdle = TimeSpan.FromMinutes(5);
}
