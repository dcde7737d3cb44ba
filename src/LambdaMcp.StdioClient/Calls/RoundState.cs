using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>What is kept from one round of a call to the next: where the call waits, and what is needed to begin it anew elsewhere.</summary>
/// <param name="Handle">The name of the suspended call.</param>
/// <param name="Asked">All that the server asked so far.</param>
internal sealed record RoundState(string Handle, AskedQuestions Asked)
{
    private const int LongestState = 256 * 1024;

    /// <summary>The state that a request brings; null in the first round.</summary>
    /// <param name="request">The request.</param>
    /// <param name="digest">Its digest.</param>
    /// <exception cref="McpProtocolException">It is not the state of such a request.</exception>
    public static RoundState? Read(McpRequest request, string digest)
    {
        if (request.RequestState is not { } text)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("request"u8).GetString() != digest)
                throw Foreign();
            var asked = new AskedQuestions();
            foreach (var question in root.GetProperty("asked"u8).EnumerateArray())
                asked.Recall(question.GetProperty("question"u8).GetString()!, question.TryGetProperty("answer"u8, out var answer) ? answer.Clone() : default);
            return new(root.GetProperty("call"u8).GetString()!, asked);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Foreign();
        }
    }

    /// <summary>The state as text.</summary>
    /// <exception cref="McpProtocolException">It is too large.</exception>
    public string Write(string digest)
    {
        var json = WrittenJson.TextOf(writer =>
        {
            writer.WriteString("call"u8, Handle);
            writer.WriteString("request"u8, digest);
            Asked.WriteTo(writer);
        });
        return json.Length <= LongestState
            ? Encoding.UTF8.GetString(json.Span)
            : throw new McpProtocolException(
                $"The answers that the server asked for are more than can be kept from one round to the next, which is {LongestState:N0} bytes.", McpErrorCode.InternalError);
    }

    private static McpProtocolException Foreign() =>
        new("params.requestState was not given for this request. Send the request again without requestState and inputResponses.", McpErrorCode.InvalidParams);
}
