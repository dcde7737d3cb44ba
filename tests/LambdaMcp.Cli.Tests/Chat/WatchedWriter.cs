namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>Collects lines, and tells when one is there.</summary>
internal sealed class WatchedWriter : StringWriter
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is waited for.</summary>
    public string? Wanted { get; init; }

    /// <summary>A line has it.</summary>
    public Task Seen => _seen.Task;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (Wanted is not null && value?.Contains(Wanted, StringComparison.Ordinal) == true)
            _seen.TrySetResult();
    }
}
