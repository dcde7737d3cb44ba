using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>A reply of the Runtime API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Head">The headers that describe an event.</param>
/// <param name="Body">Lies in the buffer it was received into.</param>
/// <param name="Closes">Whether the Runtime API closes the connection.</param>
internal readonly record struct RuntimeApiReply(int Status, InvocationHead Head, ArraySegment<byte> Body, bool Closes);
