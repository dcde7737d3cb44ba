namespace ConformanceFixtures.Calls;

/// <summary>Ends a request with a JSON-RPC error.</summary>
internal sealed class JsonRpcException(int code, string message) : Exception(message)
{
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;

    public int Code { get; } = code;
}
