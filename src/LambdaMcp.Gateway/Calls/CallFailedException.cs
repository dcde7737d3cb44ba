using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function could not be called, failed, or gave an answer that no client understands.</summary>
/// <param name="code">A short code for programs.</param>
/// <param name="message">What went wrong and what to do about it, for the client.</param>
/// <param name="innerException">What the caller saw.</param>
internal sealed class CallFailedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string Code { get; } = code;

    /// <summary>Whether the function's process ended by itself, as it does without memory: Lambda said so, and the function nothing.</summary>
    public bool IsCrash { get; init; }

    /// <summary>Where in the function it failed, if it said so; clients see it only where that is configured.</summary>
    public string? FunctionTrace { get; init; }

    /// <summary>The same with more to say.</summary>
    public CallFailedException Saying(string more) => new(Code, Message + more, this) { IsCrash = IsCrash, FunctionTrace = FunctionTrace };

    /// <summary>The failure of a request that has no error results, as tools have them.</summary>
    public McpErrorException ToError()
    {
        using var data = JsonDocument.Parse($$"""{"lambda-mcp/error":"{{Code}}"}""");
        return new(Message, (int)McpErrorCode.InternalError, data.RootElement.Clone());
    }
}
