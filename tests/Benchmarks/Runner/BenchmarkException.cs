namespace Runner;

/// <summary>Something was not built, did not start or answered wrongly; the message says what.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
