namespace Runner.Measuring;

/// <summary>A program to measure.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Program">Its executable.</param>
/// <param name="Environment">All of its environment variables but <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
/// <param name="Event">What each request brings.</param>
/// <param name="Answer">Text that each right answer holds.</param>
internal sealed record Subject(
    string Name, string Program, IReadOnlyDictionary<string, string> Environment, ReadOnlyMemory<byte> Event, ReadOnlyMemory<byte> Answer);
