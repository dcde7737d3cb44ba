namespace LambdaMcp.Protocol;

/// <summary>Knows the server in whose place the endpoint answers, where one stands behind it.</summary>
public interface IServerProfile
{
    /// <summary>What is known of it without asking; null before it was asked the first time.</summary>
    ServerProfile? Known { get; }

    /// <summary>What the server says of itself; the same object as long as it has not begun anew.</summary>
    /// <exception cref="ModelContextProtocol.McpProtocolException">It cannot be asked; the request is answered so.</exception>
    ValueTask<ServerProfile> ReadAsync(CancellationToken cancellationToken);
}
