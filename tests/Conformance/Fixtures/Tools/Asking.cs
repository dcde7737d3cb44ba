using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>Tools that ask the client one thing. They are written once for every revision: each round is a call of its own.</summary>
internal static class Asking
{
    private static readonly Question UserName = Question.Form("user_name", "What is your name?", """{ "name": { "type": "string" } }""");
    private static readonly Question CapitalOfFrance = Question.Model("capital_question", "What is the capital of France?", maxTokens: 100);

    private static readonly Question Defaults = Question.Form("defaults", "Please review the defaults.", """
        {
          "name": { "type": "string", "description": "User name", "default": "John Doe" },
          "age": { "type": "integer", "description": "User age", "default": 30 },
          "score": { "type": "number", "description": "User score", "default": 95.5 },
          "status": { "type": "string", "description": "User status", "enum": ["active", "inactive", "pending"], "default": "active" },
          "verified": { "type": "boolean", "description": "Verification status", "default": true }
        }
        """);

    private static readonly Question Enums = Question.Form("enums", "Please choose.", """
        {
          "untitledSingle": { "type": "string", "enum": ["option1", "option2", "option3"] },
          "titledSingle": {
            "type": "string",
            "oneOf": [
              { "const": "value1", "title": "First Option" },
              { "const": "value2", "title": "Second Option" },
              { "const": "value3", "title": "Third Option" }
            ]
          },
          "legacyEnum": {
            "type": "string",
            "enum": ["opt1", "opt2", "opt3"],
            "enumNames": ["Option One", "Option Two", "Option Three"]
          },
          "untitledMulti": { "type": "array", "items": { "type": "string", "enum": ["option1", "option2", "option3"] } },
          "titledMulti": {
            "type": "array",
            "items": {
              "anyOf": [
                { "const": "value1", "title": "First Choice" },
                { "const": "value2", "title": "Second Choice" },
                { "const": "value3", "title": "Third Choice" }
              ]
            }
          }
        }
        """);

    public static Dictionary<string, McpHandler> Tools { get; } = new()
    {
        ["test_sampling"] = SampleAsync,
        ["test_elicitation_sep1034_defaults"] = AskingTool.Of(Defaults, "Elicitation completed: "),
        ["test_elicitation_sep1330_enums"] = AskingTool.Of(Enums, "Elicitation completed: "),
        ["test_streaming_elicitation"] = AskingTool.Of(UserName, "Elicitation completed: "),
        ["test_missing_capability"] = AskingTool.Of(CapitalOfFrance, "LLM response: "),
        ["test_input_required_result_elicitation"] = AskingTool.Of(UserName, call => $"Hello, {call.AnswerTo("user_name")!["content"]?["name"]}!"),
        ["test_input_required_result_sampling"] = AskingTool.Of(CapitalOfFrance, "LLM response: "),
        ["test_input_required_result_list_roots"] = AskingTool.Of(Question.Roots("client_roots"), "Roots: "),
        ["test_input_required_result_capabilities"] = new AskingTool(WhatTheClientCan, _ => Results.Text("Thank you.")).CallAsync,
    };

    private static Task<JsonObject> SampleAsync(McpCall call)
    {
        var question = Question.Model("sample", call.Arguments["prompt"]?.GetValue<string>() ?? "", maxTokens: 100);
        return AskingTool.Of(question, call => $"LLM response: {call.AnswerTo("sample")!["content"]?["text"]}")(call);
    }

    private static Question[] WhatTheClientCan(McpCall call) =>
    [
        .. call.ClientHas("elicitation") ? [UserName] : Array.Empty<Question>(),
        .. call.ClientHas("sampling") ? [CapitalOfFrance] : Array.Empty<Question>(),
    ];
}
