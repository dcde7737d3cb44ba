using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Chat.Models;
using LambdaMcp.Cli.Chat.Tools;
using LambdaMcp.Cli.Chat.Views;

namespace LambdaMcp.Cli.Chat;

/// <summary>Asks the model, with all that belongs to a request.</summary>
internal sealed class ModelCaller(BedrockRuntime bedrock, ModelChoice model, ToolOffer offer, ChatSettings settings, ChatView view, TimeProvider clock)
{
    private const int Attempts = 4;

    private bool CachesTools => settings.Caches && model.Facts is null or { Cache: CacheFields.ToolsSystemAndMessages };

    /// <exception cref="Amazon.Runtime.AmazonServiceException">Bedrock refused.</exception>
    /// <exception cref="Amazon.Runtime.AmazonClientException">Bedrock could not be called.</exception>
    /// <exception cref="BedrockStreamException">The answer broke off.</exception>
    public async Task<ConverseAnswer> AskAsync(IReadOnlyList<ConverseMessage> messages, CancellationToken cancellationToken)
    {
        var request = Request(messages);
        if (!settings.Streams)
        {
            var answer = await bedrock.ConverseAsync(model.Id, request, cancellationToken);
            foreach (var block in answer.Output.Message.Content)
                Show(new(block.Text, block.ReasoningContent?.ReasoningText?.Text));
            return answer;
        }

        for (var attempt = 1; ; attempt++)
        {
            var isShown = false;
            try
            {
                return await bedrock.ConverseStreamAsync(
                    model.Id,
                    request,
                    piece =>
                    {
                        isShown = true;
                        Show(piece);
                    },
                    cancellationToken);
            }
            catch (BedrockStreamException error) when (IsPassing(error) && !isShown && attempt < Attempts)
            {
                // The SDK repeats what is refused; what breaks off later is up to us, as long as nothing would be said twice.
                await Task.Delay(TimeSpan.FromSeconds((1 << attempt) * Random.Shared.NextDouble()), clock, cancellationToken);
            }
        }
    }

    private ConverseRequest Request(IReadOnlyList<ConverseMessage> messages)
    {
        var caches = settings.Caches && model.Facts is not { Cache: CacheFields.None };
        List<ToolEntry> tools = [.. offer.Tools.Select(tool => new ToolEntry { ToolSpec = tool.Specification })];
        if (caches && CachesTools && tools.Count > 0)
            tools.Add(new() { CachePoint = CachePoint.Default });
        List<SystemBlock>? system = string.IsNullOrWhiteSpace(settings.System) ? null : [new() { Text = settings.System }];
        if (caches)
            system?.Add(new() { CachePoint = CachePoint.Default });
        if (caches)
            messages = [.. messages.SkipLast(1), messages[^1] with { Content = [.. messages[^1].Content, new() { CachePoint = CachePoint.Default }] }];
        var temperature = model.TakesTemperature ? settings.Temperature : null;
        return new()
        {
            Messages = messages,
            System = system,
            InferenceConfig = settings.MaxTokens is null && temperature is null ? null : new() { MaxTokens = settings.MaxTokens, Temperature = temperature },
            ToolConfig = tools.Count == 0 ? null : new() { Tools = tools },
        };
    }

    private void Show(StreamPiece piece)
    {
        if (piece.Text is { } text)
            view.Show(new AnswerPiece(text));
        if (piece.Reasoning is { } reasoning)
            view.Show(new ThoughtPiece(reasoning));
    }

    private static bool IsPassing(BedrockStreamException error) =>
        error.Code is null or "throttlingException" or "serviceUnavailableException" or "internalServerException" or "modelStreamErrorException";
}
