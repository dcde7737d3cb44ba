using System.Globalization;
using LambdaMcp.Cli.Output;
using ModelContextProtocol;

namespace LambdaMcp.Cli.Calls;

/// <summary>Shows on standard error how far a call is: in a terminal in one line that is written over, else line by line.</summary>
internal sealed class ProgressLine(TextWriter errors, bool isTerminal) : IProgress<ProgressNotificationValue>
{
    private readonly Lock _gate = new();
    private int _shown;
    private double _progress = double.NegativeInfinity;

    public void Report(ProgressNotificationValue value)
    {
        var text = Screen.Plain(TextOf(value));
        lock (_gate)
        {
            // The client hands on notifications side by side, so an older one may come late.
            if (value.Progress < _progress)
                return;
            _progress = value.Progress;
            if (!isTerminal)
            {
                errors.WriteLine(text);
                return;
            }

            errors.Write($"\r{text.PadRight(_shown)}");
            _shown = text.Length;
        }
    }

    /// <summary>Leaves the line for what comes next.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_shown > 0)
                errors.WriteLine();
            _shown = 0;
        }
    }

    private static string TextOf(ProgressNotificationValue value)
    {
        var number = value.Total is > 0 and { } total
            ? $"{Math.Clamp(value.Progress / total, 0, 1).ToString("0%", CultureInfo.InvariantCulture)} ({value.Progress.ToString(CultureInfo.InvariantCulture)} of {total.ToString(CultureInfo.InvariantCulture)})"
            : value.Progress.ToString(CultureInfo.InvariantCulture);
        return value.Message is { Length: > 0 } message ? $"{number} {message}" : number;
    }
}
