using System.Globalization;

namespace LambdaMcp.Local.Monitoring;

/// <summary>CloudWatch's statistics over the samples of a period.</summary>
internal static class MetricStatistic
{
    /// <summary>The value of a statistic; null when there is no such statistic.</summary>
    public static double? Of(string name, IReadOnlyList<double> samples) => name switch
    {
        "Sum" => samples.Sum(),
        "Average" => samples.Average(),
        "Minimum" => samples.Min(),
        "Maximum" => samples.Max(),
        "SampleCount" => samples.Count,
        ['p', .. var share] when double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 =>
            samples.Order().ElementAt((int)Math.Ceiling(samples.Count * percent / 100) - 1),
        _ => null,
    };
}
