namespace CustomerFunctions.Trials;

/// <param name="Seconds">How long to take; 10 when absent.</param>
/// <param name="IgnoreDeadline">True: sleep on until Lambda ends the invocation.</param>
internal sealed record SlowRequest(double? Seconds, bool? IgnoreDeadline);
