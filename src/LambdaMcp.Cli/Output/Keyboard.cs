namespace LambdaMcp.Cli.Output;

/// <summary>Standard input.</summary>
/// <param name="Reader">What comes in.</param>
/// <param name="IsInteractive">Whether a person types it.</param>
internal sealed record Keyboard(TextReader Reader, bool IsInteractive)
{
    public static Keyboard OfProcess() => new(Console.In, !Console.IsInputRedirected);
}
