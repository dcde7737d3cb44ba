namespace LambdaMcp.Protocol.Methods;

/// <summary>Handles the requests of one JSON-RPC method.</summary>
internal interface IMcpMethod
{
    /// <summary>The method's name, such as <c>tools/call</c>.</summary>
    string Name { get; }

    /// <summary>In which revisions there is such a method.</summary>
    Eras Eras => Eras.Both;

    /// <summary>The member of <c>params</c> that the header <c>Mcp-Name</c> repeats, if the method has one.</summary>
    string? NameParameter => null;

    /// <exception cref="ModelContextProtocol.McpProtocolException">The request is answered with a JSON-RPC error.</exception>
    ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken);
}
