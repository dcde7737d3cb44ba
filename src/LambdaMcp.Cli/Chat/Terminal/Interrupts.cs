using System.Runtime.InteropServices;

namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>Ctrl-C: the first ends the answer that is under way, one without an answer under way, or a second, the program.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private PosixSignalRegistration? _registration;
    private CancellationTokenSource? _turn;

    /// <summary>Hears the process's signal.</summary>
    public void Listen() => _registration ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Interrupt());

    /// <summary>What Ctrl-C does.</summary>
    /// <returns>Whether the program goes on.</returns>
    public bool Interrupt()
    {
        lock (_gate)
        {
            if (_turn is null or { IsCancellationRequested: true })
                return false;
            _turn.Cancel();
            return true;
        }
    }

    /// <summary>Does something that Ctrl-C ends.</summary>
    public async Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
            _turn = turn;
        try
        {
            return await work(turn.Token);
        }
        finally
        {
            lock (_gate)
                _turn = null;
        }
    }

    public void Dispose() => _registration?.Dispose();
}
