using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Chat.Models;
using LambdaMcp.Cli.Chat.Tools;
using LambdaMcp.Cli.Chat.Views;

namespace LambdaMcp.Cli.Chat;

/// <summary>
/// The loop: the model is asked, the tools it wants are called, and it is asked again with their results, until it answers. A question that fails is
/// forgotten, so that the conversation can go on.
/// </summary>
internal sealed class Conversation(ModelCaller model, ToolRunner tools, Price? price, ChatSettings settings, ChatView view)
{
    private readonly History _history = new();
    private TokenUsage _total = new();

    /// <summary>Begins anew.</summary>
    public void Forget() => _history.Restore([]);

    /// <summary>Asks a question.</summary>
    /// <returns>Whether the answer is whole.</returns>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">Bedrock refused.</exception>
    /// <exception cref="Amazon.Runtime.AmazonClientException">Bedrock could not be called.</exception>
    /// <exception cref="BedrockStreamException">The answer broke off.</exception>
    /// <exception cref="FailedException">The model cannot answer.</exception>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        var before = _history.Mark();
        var usage = new TokenUsage();
        var keeps = false;
        try
        {
            _history.Ask(question);
            var isWhole = await AnswerAsync(used => usage += used, cancellationToken);
            keeps = isWhole is not null;
            return isWhole ?? false;
        }
        finally
        {
            if (!keeps)
                _history.Restore(before);
            _total += usage;
            view.Show(new TurnEnded(usage, price?.Of(usage), _total, price?.Of(_total)));
        }
    }

    /// <returns>Whether the answer is whole; null for one that must not be part of the conversation.</returns>
    private async Task<bool?> AnswerAsync(Action<TokenUsage> use, CancellationToken cancellationToken)
    {
        var mayRepeat = true;
        for (var turn = 1; turn <= settings.MaxTurns; turn++)
        {
            var answer = await model.AskAsync(_history.Messages, cancellationToken);
            use(answer.Usage);
            view.Show(new AnswerEnded(answer.StopReason));
            var message = answer.Output.Message;
            var uses = message.Content.Select(block => block.ToolUse).OfType<ToolUse>().ToArray();
            switch (answer.StopReason)
            {
                // Some models say that their turn has ended, and want a tool called all the same.
                case StopReasons.ToolUse or StopReasons.EndTurn when uses.Length > 0:
                    var results = await tools.CallAsync(uses, cancellationToken);
                    _history.Hear(message, callsTools: true);
                    _history.Answer(results);
                    continue;
                case StopReasons.MalformedModelOutput or StopReasons.MalformedToolUse when mayRepeat:
                    mayRepeat = false;
                    view.Show(new Remark("The model's answer was not well-formed; it is asked once more."));
                    continue;
                case StopReasons.MalformedModelOutput or StopReasons.MalformedToolUse:
                    throw new FailedException("The model's answers are not well-formed. Ask in another way, or another model with --model.");
                case StopReasons.ContextWindowExceeded:
                    throw new FailedException("The conversation has become longer than this model can read. Begin anew with /new, or offer fewer tools with --tool.");
                case StopReasons.GuardrailIntervened:
                    view.Show(new Remark("A guardrail stepped in. The question and its answer are left out of the conversation."));
                    return null;
                case StopReasons.ContentFiltered:
                    view.Show(new Remark("The model's filter cut the answer. The question and its answer are left out of the conversation."));
                    return null;
                case StopReasons.MaxTokens:
                    _history.Hear(message, callsTools: false);
                    view.Show(new Remark("The answer was cut off at the most tokens that it may have; --max-tokens says how many."));
                    return false;
                default:
                    _history.Hear(message, callsTools: false);
                    return true;
            }
        }

        view.Show(new Remark($"The model was asked {settings.MaxTurns} times for this question and still wants tools called. --max-turns allows more; \"go on\" lets it continue."));
        return false;
    }
}
