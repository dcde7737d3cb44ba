namespace LambdaMcp.Cli.Chat;

/// <summary>How a conversation goes.</summary>
/// <param name="System">What the model is told before all else; null for nothing.</param>
/// <param name="MaxTokens">The most tokens of one answer; null for the model's own limit.</param>
/// <param name="Temperature">From 0 to 1; null for the model's own.</param>
/// <param name="MaxTurns">How often the model may be asked for one question.</param>
/// <param name="Streams">Whether answers are shown while they come.</param>
/// <param name="Caches">Whether the model is asked to keep what it was told.</param>
internal sealed record ChatSettings(string? System, int? MaxTokens, double? Temperature, int MaxTurns, bool Streams, bool Caches);
