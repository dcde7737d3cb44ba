namespace Runner.Flooding;

/// <summary>How long calls took.</summary>
internal sealed record Latency(int Calls, double MedianMs, double P95Ms)
{
    public static Latency Of(IReadOnlyList<double> times)
    {
        double[] ordered = [.. times.Order()];
        return new(ordered.Length, ordered[ordered.Length / 2], ordered[ordered.Length * 95 / 100]);
    }
}
