namespace LambdaMcp.Local.S3;

/// <summary>An object of a bucket.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Headers">What was told with them and is told again: <c>Content-Type</c>, <c>Content-Disposition</c>, <c>x-amz-meta-…</c>, ….</param>
/// <param name="Modified">When it was put.</param>
internal sealed record S3Object(ReadOnlyMemory<byte> Content, IReadOnlyDictionary<string, string> Headers, DateTimeOffset Modified);
