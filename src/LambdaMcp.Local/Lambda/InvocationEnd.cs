namespace LambdaMcp.Local.Lambda;

/// <summary>How an invocation ended.</summary>
/// <param name="LogTail">The last 4 KB of what the function wrote, START, END and REPORT lines included.</param>
/// <param name="ErrorType">Set when a streamed answer broke off, such as <c>Function.ResponseTimeout</c>.</param>
/// <param name="ErrorMessage">What went wrong then.</param>
internal sealed record InvocationEnd(string LogTail, string? ErrorType = null, string? ErrorMessage = null);
