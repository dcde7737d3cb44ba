namespace Amazon.Lambda.RuntimeSupport.Invocations;

/// <summary>What every kind of handler becomes.</summary>
/// <returns>The answer, which stays as it is until the next call; not used where the handler opened a stream.</returns>
internal delegate Task<ReadOnlyMemory<byte>> InvocationHandler(Invocation invocation);
