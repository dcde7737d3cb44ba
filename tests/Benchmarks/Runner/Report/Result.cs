using Runner.Measuring;

namespace Runner.Report;

/// <summary>A program's figures over all its starts: medians, and for the first answer the best too.</summary>
internal sealed record Result(
    string Program, double FirstResponseMs, double BestFirstResponseMs, double FirstNextMs, double WallMs, double CpuMs, double PeakMB, double PackageMB)
{
    private const double Megabyte = 1024 * 1024;

    public static Result Of(string program, IReadOnlyList<Sample> samples, long packageBytes) => new(
        program,
        Median(samples, sample => sample.FirstResponseMs),
        samples.Min(sample => sample.FirstResponseMs),
        Median(samples, sample => sample.FirstNextMs),
        Median(samples, sample => sample.WallMs),
        Median(samples, sample => sample.CpuMs),
        Median(samples, sample => sample.PeakBytes / Megabyte),
        packageBytes / Megabyte);

    private static double Median(IReadOnlyList<Sample> samples, Func<Sample, double> figure) => samples.Select(figure).Median();
}
