using System.Globalization;
using System.Text;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>
/// What an environment writes, line by line: to the sink as it comes, and into the tail of the invocation that runs meanwhile.
/// Lines of the start-up belong to the first invocation.
/// </summary>
internal sealed class InvocationLog(string function, int memorySizeMB, Action<string, string> sink)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private int _bytes;

    /// <summary>The step of the invocation that runs, or ran last.</summary>
    public Hop? Hop { get; set; }

    /// <summary>At most the last 4 KB of what was written for the invocation that runs.</summary>
    public string Tail
    {
        get
        {
            lock (_gate)
            {
                var text = Encoding.UTF8.GetBytes(string.Join('\n', _lines) + '\n');
                return Encoding.UTF8.GetString(text.AsSpan(CutAt(text)));
            }
        }
    }

    public void Write(string line)
    {
        lock (_gate)
        {
            sink(function, line);
            Hop?.Log(line);
            _lines.Enqueue(line);
            _bytes += Encoding.UTF8.GetByteCount(line) + 1;
            // More than one tail's worth of whole lines is kept, so that the cut falls where Lambda's does: at a byte.
            while (_bytes - Encoding.UTF8.GetByteCount(_lines.Peek()) - 1 > InvocationLimits.LogTail)
                _bytes -= Encoding.UTF8.GetByteCount(_lines.Dequeue()) + 1;
        }
    }

    public void Start(string requestId) => Write($"START RequestId: {requestId} Version: {FunctionName.Latest}");

    /// <summary>Frames the invocation and returns its tail: at most the last 4 KB of what was written since the last call.</summary>
    public string Finish(string requestId, TimeSpan duration, TimeSpan? init, long peakBytes, FunctionFailure? failure)
    {
        lock (_gate)
        {
            if (failure?.Type == "Sandbox.Timedout")
                Write($"{DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} {requestId} {failure.Message[(failure.Message.IndexOf("Error: ", StringComparison.Ordinal) + 7)..]}");
            Write($"END RequestId: {requestId}");
            Write(Report(requestId, duration, init, peakBytes, failure));
            var tail = Tail;
            _lines.Clear();
            _bytes = 0;
            return tail;
        }
    }

    /// <summary>The milliseconds that Lambda bills: those of the start-up too.</summary>
    public static long Billed(TimeSpan duration, TimeSpan? init) => (long)Math.Ceiling((duration + (init ?? default)).TotalMilliseconds);

    private string Report(string requestId, TimeSpan duration, TimeSpan? init, long peakBytes, FunctionFailure? failure)
    {
        var report = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"REPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:F2} ms\tBilled Duration: {Billed(duration, init)} ms\tMemory Size: {memorySizeMB} MB\tMax Memory Used: {peakBytes / 1_048_576} MB\t");
        if (init is { } time)
            report.Append(CultureInfo.InvariantCulture, $"Init Duration: {time.TotalMilliseconds:F2} ms\t");
        if (failure is not null)
            report.Append(failure.Type == "Sandbox.Timedout" ? "Status: timeout" : $"Status: error\tError Type: {failure.Type}");
        return report.ToString();
    }

    /// <summary>Where the last 4 KB begin, never within a character.</summary>
    private static int CutAt(byte[] text)
    {
        var start = Math.Max(0, text.Length - InvocationLimits.LogTail);
        while (start < text.Length && (text[start] & 0xC0) == 0x80)
            start++;
        return start;
    }
}
