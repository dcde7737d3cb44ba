namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>Who sits at the terminal, and is asked one thing at a time.</summary>
internal sealed class Person(LineReader input, TextWriter screen) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Has the person's attention for as long as the questions take.</summary>
    /// <param name="ask">Asks, by a prompt, as often as it needs to; null at the end of the input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TAnswer> AskAsync<TAnswer>(Func<Func<string, Task<string?>>, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ask(async prompt =>
            {
                await screen.WriteAsync(prompt);
                await screen.FlushAsync(cancellationToken);
                return await input.ReadAsync(cancellationToken);
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
