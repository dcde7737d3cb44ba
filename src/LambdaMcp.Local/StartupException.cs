namespace LambdaMcp.Local;

/// <summary>Something that keeps the program from starting, said in words for whoever started it.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
