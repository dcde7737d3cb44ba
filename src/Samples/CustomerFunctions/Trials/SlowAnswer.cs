namespace CustomerFunctions.Trials;

/// <param name="Seconds">How long it took.</param>
/// <param name="CutShort">Whether the function's timeout left less time than was asked for.</param>
internal sealed record SlowAnswer(double Seconds, bool CutShort);
