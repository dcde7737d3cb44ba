namespace LambdaMcp.Protocol.Methods;

/// <summary>Handles the requests of one JSON-RPC method.</summary>
internal interface IMcpMethod
{
    /// <summary>The method's name, such as <c>tools/call</c>.</summary>
    string Name { get; }

    /// <exception cref="ModelContextProtocol.McpProtocolException">The request is answered with a JSON-RPC error.</exception>
    ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken);
}
