namespace LambdaMcp.Local.ApiGateway;

/// <summary>A response that API Gateway gives by itself.</summary>
internal sealed record GatewayResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
