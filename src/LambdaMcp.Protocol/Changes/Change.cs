namespace LambdaMcp.Protocol.Changes;

/// <summary>One thing to tell a listening client.</summary>
/// <param name="Method">The notification's method.</param>
/// <param name="Uri">The resource that it is about, if it is about one.</param>
/// <param name="After">What the client knows once it was told.</param>
internal readonly record struct Change(string Method, string? Uri, ChangeMarks After);
