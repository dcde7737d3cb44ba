using System.Net;

namespace LambdaMcp.Cli;

/// <summary>A command ends here.</summary>
/// <param name="message">Why, and the way out.</param>
/// <param name="exitCode">What the program ends with.</param>
/// <param name="innerException">The cause.</param>
internal sealed class FailedException(string message, int exitCode = ExitCode.Failed, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode => exitCode;

    /// <summary>The HTTP status that said so; null where none did.</summary>
    public HttpStatusCode? Status { get; init; }

    public static FailedException BadUsage(string message) => new(message, Cli.ExitCode.BadUsage);
}
