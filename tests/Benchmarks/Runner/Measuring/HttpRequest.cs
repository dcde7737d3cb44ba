namespace Runner.Measuring;

/// <summary>A request, read whole.</summary>
internal sealed record HttpRequest(string Method, string Path, byte[] Body);
