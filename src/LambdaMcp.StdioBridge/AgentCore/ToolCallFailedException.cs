namespace LambdaMcp.StdioBridge.AgentCore;

/// <summary>
/// A tool call of AgentCore Gateway failed, and so must the function: it is how the gateway is told. Lambda hands the caller the name of this type as
/// <c>errorType</c> and the message as <c>errorMessage</c>.
/// </summary>
internal sealed class ToolCallFailedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>None: where in the bridge it was thrown is nothing to the caller.</summary>
    public override string? StackTrace => null;
}
