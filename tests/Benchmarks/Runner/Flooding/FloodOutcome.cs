namespace Runner.Flooding;

/// <summary>What a flood was.</summary>
/// <param name="Sent">How many requests were sent.</param>
/// <param name="Sending">How long that took.</param>
/// <param name="Answering">How long it took until the last one was answered.</param>
/// <param name="Statuses">How many answers there were of each status.</param>
internal sealed record FloodOutcome(int Sent, TimeSpan Sending, TimeSpan Answering, IReadOnlyDictionary<int, int> Statuses);
