using System.Text.Json.Nodes;
using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>Holds what happened against what a conversation's file expects.</summary>
internal static class Expectation
{
    public static void Check(Conversation conversation, CommandRun run, IReadOnlyList<JsonObject> requests)
    {
        var expect = conversation.Expect;
        Assert.True(expect["output"]!.GetValue<string>() == run.Output, $"{run.Output}\n--- errors:\n{run.Errors}");
        foreach (var error in (expect["errors"] as JsonArray ?? []).Select(error => error!.GetValue<string>()))
            Assert.Contains(error, run.Errors, StringComparison.Ordinal);
        if (expect["silent"] is { } silent)
            Assert.DoesNotContain(silent.GetValue<string>(), run.Errors, StringComparison.Ordinal);
        Assert.Equal(expect["exitCode"]!.GetValue<int>(), run.ExitCode);

        var last = expect["last"]!.AsArray();
        Assert.Equal(last.Count, requests.Count);
        for (var i = 0; i < last.Count; i++)
        {
            var messages = requests[i]["body"]!["messages"]!.AsArray();
            Assert.Equal(last[i]!.ToJsonString(), messages[^1]!.ToJsonString());
            if (expect["messages"] is JsonArray counts)
                Assert.Equal(counts[i]!.GetValue<int>(), messages.Count);
        }

        if (expect["heard"] is JsonArray heard)
        {
            var said = requests[^1]["body"]!["messages"]!.AsArray().Where(message => message!["role"]!.GetValue<string>() == "assistant");
            Assert.Equal(heard.Select(message => message!.ToJsonString()), said.Select(message => message!.ToJsonString()));
        }
    }
}
