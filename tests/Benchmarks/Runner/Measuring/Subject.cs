namespace Runner.Measuring;

/// <summary>A program to measure.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Program">Its executable.</param>
/// <param name="Environment">All of its environment variables but <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
/// <param name="Event">What each request brings.</param>
/// <param name="Answer">Text that each right answer holds.</param>
internal sealed record Subject(
    string Name, string Program, IReadOnlyDictionary<string, string> Environment, ReadOnlyMemory<byte> Event, ReadOnlyMemory<byte> Answer)
{
    /// <summary>The executable's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether an answer to <see cref="Event"/> is right, for what <see cref="Answer"/> alone does not tell.</summary>
    public Func<ReadOnlyMemory<byte>, bool> IsRight { get; init; } = static _ => true;

    /// <summary>What the second request brings, which is not measured: it has the catalog listed, so that a catalog is there when the calls come. Null: another call.</summary>
    public ReadOnlyMemory<byte>? Listing { get; init; }

    /// <summary>Text that a right answer to <see cref="Listing"/> holds.</summary>
    public static ReadOnlyMemory<byte> Listed { get; } = "\"tools\""u8.ToArray();

    /// <summary>How many requests come before those that are measured as warm ones.</summary>
    public int ColdRequests => Listing is null ? 1 : 2;
}
