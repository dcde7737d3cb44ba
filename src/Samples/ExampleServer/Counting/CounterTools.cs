using LambdaMcp.Tools;
using LambdaMcp.Tools.State;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ExampleServer.Counting;

/// <summary>A counter that is kept between the calls of a session, wherever they are served.</summary>
[McpServerToolType]
internal static class CounterTools
{
    private const string Count = "count";

    /// <summary>Adds to this conversation's counter and gives its new value. No addition is lost, however many come at the same time.</summary>
    /// <param name="state">The session's state.</param>
    /// <param name="by">How much to add.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    [McpServerTool]
    public static async Task<int> IncrementCounterAsync(SessionState state, int by = 1, CancellationToken cancellationToken = default) =>
        await state.UpdateAsync<int>(Count, count => count + by, cancellationToken);

    /// <summary>Gives the value of this conversation's counter, which is 0 before anything was added.</summary>
    /// <param name="state">The session's state.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    [McpServerTool(ReadOnly = true)]
    public static async Task<int> GetCounterAsync(SessionState state, CancellationToken cancellationToken) =>
        await state.GetAsync<int>(Count, cancellationToken);

    /// <summary>Sets this conversation's counter back to 0, after the user has agreed to it.</summary>
    /// <param name="state">The session's state.</param>
    /// <param name="context">The call, through which the user is asked.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    [McpServerTool(Destructive = true)]
    public static async Task<string> ResetCounterAsync(SessionState state, ToolContext context, CancellationToken cancellationToken)
    {
        // The method runs again from its start when the answer is known, so nothing is changed before.
        var count = await state.GetAsync<int>(Count, cancellationToken);
        if (count == 0)
            return "The counter is at 0 already.";
        var answer = await context.ElicitAsync(
            "Set the counter back to 0? Its value is lost then.",
            new() { Properties = { ["confirm"] = new ElicitRequestParams.BooleanSchema { Title = "Yes, set it back", Default = false } }, Required = ["confirm"] },
            cancellationToken);
        if (!answer.IsAccepted || answer.Content?.TryGetValue("confirm", out var confirmed) != true || !confirmed.GetBoolean())
            return "The user did not agree: the counter is as it was.";
        await state.RemoveAsync(Count, cancellationToken);
        return "The counter is at 0.";
    }
}
