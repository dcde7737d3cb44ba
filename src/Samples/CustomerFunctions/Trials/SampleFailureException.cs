namespace CustomerFunctions.Trials;

internal sealed class SampleFailureException(string message) : Exception(message);
