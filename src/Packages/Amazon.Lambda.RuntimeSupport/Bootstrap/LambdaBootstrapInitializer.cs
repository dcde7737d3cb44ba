namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Prepares the function before its first event.</summary>
/// <returns>False ends the process without an error.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
