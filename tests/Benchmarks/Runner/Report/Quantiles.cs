namespace Runner.Report;

/// <summary>What of many figures is reported.</summary>
internal static class Quantiles
{
    public static double Median(this IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The least figure that <paramref name="percent"/> of all do not exceed.</summary>
    public static double Percentile(this IEnumerable<double> figures, int percent)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[(((sorted.Length * percent) + 99) / 100) - 1];
    }
}
