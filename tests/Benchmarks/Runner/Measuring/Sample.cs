namespace Runner.Measuring;

/// <summary>What one start of a program showed.</summary>
/// <param name="FirstNextMs">Milliseconds from the start of the process until it asked for the first event.</param>
/// <param name="FirstResponseMs">Milliseconds from the start of the process until its first answer had arrived whole.</param>
/// <param name="WallMs">Milliseconds for each later request.</param>
/// <param name="CpuMs">Milliseconds of processor time, of all threads, for each later request.</param>
/// <param name="PeakBytes">The most memory that the process held.</param>
internal sealed record Sample(double FirstNextMs, double FirstResponseMs, double WallMs, double CpuMs, long PeakBytes);
