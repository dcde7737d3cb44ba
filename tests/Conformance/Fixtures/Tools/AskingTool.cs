using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>A tool that asks until it has all its answers.</summary>
/// <param name="questions">What it asks.</param>
/// <param name="answer">What it makes of the answers.</param>
/// <param name="state">What it keeps with the client meanwhile, and must get back; null for nothing.</param>
internal sealed class AskingTool(Func<McpCall, IReadOnlyList<Question>> questions, Func<McpCall, JsonObject> answer, string? state = null)
{
    /// <summary>A tool that asks for one thing and tells the answer.</summary>
    public static McpHandler Of(Question question, string prefix) => Of(question, call => $"{prefix}{call.AnswerTo(question.Key)!.ToJsonString()}");

    /// <summary>A tool that asks for one thing.</summary>
    public static McpHandler Of(Question question, Func<McpCall, string> answer) =>
        new AskingTool(_ => [question], call => Results.Text(answer(call))).CallAsync;

    public Task<JsonObject> CallAsync(McpCall call)
    {
        var asked = questions(call);
        if (asked.Any(question => call.AnswerTo(question.Key) is null))
            return Task.FromResult(Results.Ask(asked, state));
        if (call.State != state)
            throw new JsonRpcException(JsonRpcException.InvalidParams, "The request state is not the one that was handed out.");
        return Task.FromResult(answer(call));
    }
}
