namespace LambdaMcp.Cli.Chat.Views;

/// <summary>Shows a conversation. Tools answer at any time, so one event is shown after the other.</summary>
internal abstract class ChatView
{
    private readonly Lock _gate = new();

    public void Show(ChatEvent happened)
    {
        lock (_gate)
            Write(happened);
    }

    protected abstract void Write(ChatEvent happened);
}
