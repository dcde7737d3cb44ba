namespace LambdaMcp.Cli.Servers.Live;

/// <summary>A server cannot be started on this machine, which says nothing of the server.</summary>
/// <param name="message">Why.</param>
/// <param name="innerException">The cause.</param>
internal sealed class ServerUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
