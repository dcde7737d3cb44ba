namespace CustomerFunctions.Trials;

/// <param name="Bytes">The size of the answer; one million when absent.</param>
internal sealed record LargeAnswerRequest(int? Bytes);
