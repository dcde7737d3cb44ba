namespace LambdaMcp.Tools.Rounds;

/// <summary>
/// Ends a run of a method that has to know an answer of the client first. It is a cancellation, so that code which catches the failures of what it
/// calls lets it pass; code that catches everything does no harm, for what was asked is remembered.
/// </summary>
internal sealed class InputNeededException()
    : OperationCanceledException("The method runs again from its start when the client has answered. Do not catch this exception.");
