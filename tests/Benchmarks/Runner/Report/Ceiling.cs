namespace Runner.Report;

/// <summary>A limit that the design sets.</summary>
internal sealed record Ceiling(string What, double Measured, double Limit, string Unit)
{
    public bool IsKept => Measured <= Limit;

    public static IReadOnlyList<Ceiling> Judge(Result bare, Result echo, Result discovered, Result registered, Result few, Result many) =>
    [
        new($"start to first answer: {echo.Program} / {bare.Program}", echo.FirstResponseMs / bare.FirstResponseMs, 2, "×"),
        new($"CPU per warm call: {echo.Program} / {bare.Program}", echo.CpuMs / bare.CpuMs, 1.5, "×"),
        new($"start to first answer: {registered.Program} − {echo.Program}", registered.FirstResponseMs - echo.FirstResponseMs, 40, "ms"),
        new($"start to first answer: {discovered.Program} − {echo.Program}", discovered.FirstResponseMs - echo.FirstResponseMs, 40, "ms"),
        new($"start to first answer: {many.Program} / {few.Program}", many.FirstResponseMs / few.FirstResponseMs, 1.25, "×"),
        new($"CPU per warm call: {many.Program} / {few.Program}", many.CpuMs / few.CpuMs, 1.25, "×"),
        new("peak RSS of the endpoint", Math.Max(Math.Max(discovered.PeakMB, registered.PeakMB), many.PeakMB), 64, "MB"),
        new("zipped deployment package of the endpoint", discovered.PackageMB, 12, "MB"),
    ];
}
