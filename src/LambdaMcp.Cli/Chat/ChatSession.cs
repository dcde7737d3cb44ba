using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Chat.Tools;
using LambdaMcp.Cli.Chat.Views;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Chat;

/// <summary>A person, or a pipe, talks with the model.</summary>
internal sealed class ChatSession(Conversation conversation, ToolOffer offer, string model, ChatView view, Interrupts interrupts)
{
    /// <summary>Asks one question.</summary>
    /// <returns>Whether it was answered.</returns>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        try
        {
            return await interrupts.RunAsync(turn => conversation.AskAsync(question, turn), cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            view.Show(new Remark("Interrupted. The question is left out of the conversation."));
        }
        catch (Exception error) when (ChatFailures.Tell(error, model) is { } told)
        {
            view.Show(new Remark(told));
        }

        return false;
    }

    /// <summary>Asks what is typed, line by line.</summary>
    /// <returns>Whether all was answered.</returns>
    public async Task<bool> RunAsync(LineReader input, Func<Task> prompt, CancellationToken cancellationToken)
    {
        var isAnswered = true;
        while (true)
        {
            await prompt();
            switch ((await input.ReadAsync(cancellationToken))?.Trim())
            {
                case null or "/exit" or "/quit":
                    return isAnswered;
                case "":
                    break;
                case "/new":
                    conversation.Forget();
                    view.Show(new Remark("The conversation begins anew."));
                    break;
                case "/tools":
                    view.Show(new Remark(string.Join('\n', offer.Tools.Select(tool => SafeText.Line(tool.RemoteName, 200)).Order(StringComparer.Ordinal))));
                    break;
                case "/help":
                    view.Show(new Remark("/tools lists the tools, /new begins anew, /exit ends. Ctrl-C ends an answer."));
                    break;
                case var question:
                    isAnswered &= await AskAsync(question, cancellationToken);
                    break;
            }
        }
    }
}
