using System.Diagnostics;

namespace LambdaMcp.Cli.Deployment;

/// <summary>Programs on the PATH.</summary>
internal sealed class Programs(CliContext context)
{
    /// <summary>Where a program is; null where it is not.</summary>
    public string? Find(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (context.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program to its end, quietly.</summary>
    public static async Task<(int ExitCode, string Output)> AskAsync(string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, folder);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await WaitAsync(process, cancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Runs a program to its end; what it writes goes to standard error as it comes, for standard output has only this program's own results.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isAsked">Whether it may ask the person at the terminal.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public async Task<int> RunAsync(string program, IEnumerable<string> arguments, bool isAsked, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, null, redirectsInput: !isAsked);
        if (!isAsked)
            process.StandardInput.Close();
        var output = PumpAsync(process.StandardOutput);
        var errors = PumpAsync(process.StandardError);
        await WaitAsync(process, cancellationToken);
        await Task.WhenAll(output, errors);
        return process.ExitCode;
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? folder, bool redirectsInput = true) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = redirectsInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Directory.GetCurrentDirectory(),
        })!;

    private static async Task WaitAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // Not line by line: a question has no end of line.
    private async Task PumpAsync(StreamReader reader)
    {
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            await context.Errors.WriteAsync(buffer, 0, count);
            await context.Errors.FlushAsync();
        }
    }
}
