using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>Tools that keep what they know between rounds in the request's state.</summary>
internal static class RequestStates
{
    private const string Secret = "state of the first round";
    private static readonly Question Name = Question.Form("step1", "Step 1: What is your name?", """{ "name": { "type": "string" } }""");
    private static readonly Question Color = Question.Form("step2", "Step 2: What is your favorite color?", """{ "color": { "type": "string" } }""");
    private static readonly Question Confirm = Question.Form("confirm", "Please confirm", """{ "ok": { "type": "boolean" } }""");

    private static readonly Question[] OfEveryKind =
    [
        Question.Form("user_name", "What is your name?", """{ "name": { "type": "string" } }"""),
        Question.Model("greeting", "Generate a greeting", maxTokens: 50),
        Question.Roots("client_roots"),
    ];

    public static Dictionary<string, McpHandler> Tools { get; } = new()
    {
        ["test_input_required_result_request_state"] = new AskingTool(_ => [Confirm], _ => Results.Text("state-ok"), Secret).CallAsync,
        ["test_input_required_result_tampered_state"] = new AskingTool(_ => [Confirm], _ => Results.Text("state-ok"), Secret).CallAsync,
        ["test_input_required_result_multiple_inputs"] = new AskingTool(_ => OfEveryKind, _ => Results.Text("All is known."), Secret).CallAsync,
        ["test_input_required_result_multi_round"] = AskTwiceAsync,
    };

    // The state is the first answer: the second round's request does not carry it any more.
    private static Task<JsonObject> AskTwiceAsync(McpCall call) => Task.FromResult(
        call.AnswerTo(Color.Key) is { } color && call.State is { } name ? Results.Text($"{name} likes {color["content"]?["color"]}.")
        : call.AnswerTo(Name.Key) is { } answer ? Results.Ask([Color], $"{answer["content"]?["name"]}")
        : Results.Ask([Name], "nobody"));
}
