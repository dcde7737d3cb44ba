namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>Lines that a person types. A wait for one can be given up; the line then goes to whoever waits next.</summary>
internal sealed class LineReader(TextReader input)
{
    private Task<string?>? _pending;

    /// <returns>Null at the end of the input.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _pending ??= Task.Run(input.ReadLine, CancellationToken.None);
        var line = await _pending.WaitAsync(cancellationToken);
        _pending = null;
        return line;
    }

    /// <summary>All that is left.</summary>
    public Task<string> ReadAllAsync(CancellationToken cancellationToken) => input.ReadToEndAsync(cancellationToken);
}
