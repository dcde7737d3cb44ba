using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>Tools that may outlive the client's connection as tasks. But for the last one, none of them knows that.</summary>
internal static class Jobs
{
    private static readonly Question UserName = Question.Form("user_name", "What is your name?", """{ "name": { "type": "string" } }""");
    private static readonly Question Confirm = Question.Form("confirm", "Delete the file?", """{ "confirm": { "type": "boolean" } }""");

    private static readonly Question[] TwoNames =
    [
        Question.Form("first", "First name?", """{ "name": { "type": "string" } }"""),
        Question.Form("second", "Second name?", """{ "name": { "type": "string" } }"""),
    ];

    public static Dictionary<string, McpHandler> Tools { get; } = new()
    {
        ["slow_compute"] = ComputeAsync,
        ["failing_job"] = FailAsync,
        ["protocol_error_job"] = _ => throw new JsonRpcException(JsonRpcException.InternalError, "The job broke the protocol on purpose."),
        ["confirm_delete"] = AskingTool.Of(Confirm, call => $"Deleted {call.Arguments["filename"]}."),
        ["multi_input"] = new AskingTool(_ => TwoNames, _ => Results.Text("Both names are known.")).CallAsync,
        ["test_tool_with_task"] = GreetLaterAsync,
    };

    private static async Task<JsonObject> ComputeAsync(McpCall call)
    {
        var seconds = call.Arguments["seconds"]?.GetValue<int>() ?? 0;
        for (var second = 0; second < seconds; second++)
        {
            await call.ReportAsync(second, seconds);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return Results.Text($"{call.Arguments["label"]}: computed for {seconds} s.");
    }

    private static async Task<JsonObject> FailAsync(McpCall call)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        return Results.Error("The job failed on purpose.");
    }

    // Knows the name before it becomes a task, and has it as its state when it is one.
    private static Task<JsonObject> GreetLaterAsync(McpCall call) => Task.FromResult(
        call.State is { Length: > 0 } name ? Results.Text($"Hello, {name}!")
        : call.AnswerTo(UserName.Key) is { } answer ? Results.ContinueAsTask($"{answer["content"]?["name"]}")
        : Results.Ask([UserName]));
}
