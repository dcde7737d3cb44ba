using System.Diagnostics;
using System.Text.Json;
using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Chat.Views;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>Calls the tools that a model wants called. Whatever goes wrong with one is an answer to the model, which may find another way.</summary>
/// <param name="client">The server's client.</param>
/// <param name="offer">The tools.</param>
/// <param name="takesImages">Whether the model may be shown images.</param>
/// <param name="consent">Asks the person before each call; null where nobody is asked.</param>
/// <param name="view">Is told of the calls.</param>
internal sealed class ToolRunner(McpClient client, ToolOffer offer, bool takesImages, Consent? consent, ChatView view)
{
    public ToolOffer Offer => offer;

    /// <summary>Calls them all at once.</summary>
    /// <returns>Their results, in their order.</returns>
    public async Task<IReadOnlyList<ToolResult>> CallAsync(IEnumerable<ToolUse> uses, CancellationToken cancellationToken) =>
        await Task.WhenAll(uses.Select(use => CallAsync(use, cancellationToken)));

    private async Task<ToolResult> CallAsync(ToolUse use, CancellationToken cancellationToken)
    {
        var tool = offer.Find(use.Name);
        var name = tool?.RemoteName ?? use.Name;
        view.Show(new ToolStarted(use.ToolUseId, name, use.Input));
        var started = Stopwatch.GetTimestamp();
        var result = await AnswerAsync(use, tool, cancellationToken);
        view.Show(new ToolEnded(use.ToolUseId, name, result, Stopwatch.GetElapsedTime(started)));
        return result;
    }

    private async Task<ToolResult> AnswerAsync(ToolUse use, OfferedTool? tool, CancellationToken cancellationToken)
    {
        if (tool is null)
            return ResultContent.Error(use.ToolUseId, $"There is no tool {use.Name}. Use one of the tools that were given, by its name.");
        if (use.Input.ValueKind != JsonValueKind.Object)
            return ResultContent.Error(use.ToolUseId, "The input was not a JSON object, so the tool was not called. Call it again with a valid input.");
        if (consent is not null && !await consent.AskAsync(tool.RemoteName, use.Input, cancellationToken))
            return ResultContent.Error(use.ToolUseId, "The user did not allow this call.");
        try
        {
            var progress = new Reports(value => view.Show(new ToolProgressed(use.ToolUseId, tool.RemoteName, value)));
            var result = await client.CallToolAsync(tool.RemoteName, tool.Arguments(use.Input), progress, cancellationToken: cancellationToken);
            return ResultContent.Of(use.ToolUseId, result, takesImages);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Of any kind: the server decides over what the client has to read.
            return ResultContent.Error(use.ToolUseId, $"The call failed: {error.Message}");
        }
    }

    private sealed class Reports(Action<ProgressNotificationValue> report) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => report(value);
    }
}
