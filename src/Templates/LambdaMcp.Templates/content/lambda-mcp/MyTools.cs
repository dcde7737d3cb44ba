using System.ComponentModel.DataAnnotations;
using LambdaMcp.Tools.State;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace ServerNamespace;

/// <summary>The tools of this server. What is written above a method and its parameters is what clients read.</summary>
[McpServerToolType]
public static class MyTools
{
    /// <summary>Greets somebody.</summary>
    /// <param name="name">Whom to greet.</param>
    [McpServerTool(ReadOnly = true)]
    public static string Hello(string name) => $"Hello, {name}!";

    /// <summary>Counts how often it is called in one conversation.</summary>
    [McpServerTool]
    public static async Task<string> Count(SessionState state, CancellationToken cancellationToken)
    {
        var calls = await state.UpdateAsync<int>("calls", calls => calls + 1, cancellationToken);
        return $"Call {calls} of this conversation.";
    }

    /// <summary>Works for a while, and tells how far it is.</summary>
    /// <param name="steps">How many steps of a second.</param>
    /// <param name="progress">Where it tells it.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    [McpServerTool(ReadOnly = true)]
    public static async Task<string> Work([Range(1, 60)] int steps, IProgress<ProgressNotificationValue> progress, CancellationToken cancellationToken)
    {
        for (var done = 0; done < steps; done++)
        {
            progress.Report(new() { Progress = done, Total = steps, Message = $"step {done + 1} of {steps}" });
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        return $"Done after {steps} steps.";
    }
}
