using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Processes;

/// <summary>
/// What a server writes to standard error: each line becomes a log record. It is always read to its end, or the server would stand still; what is logged is bounded.
/// </summary>
internal sealed partial class ErrorOutput(Stream stream, ILogger logger, TimeProvider time)
{
    /// <summary>How many bytes of a line are logged.</summary>
    public const int LongestLine = 8 * 1024;

    /// <summary>How many lines are logged within a second.</summary>
    public const int LinesPerSecond = 100;

    private static readonly string[] Alarms = ["error", "warn", "fatal", "traceback", "exception", "critical", "panic", "uncaught", "unhandled", "fail", "segmentation fault"];

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;
    private long _leftOutBytes;
    private long _secondBegan = long.MinValue;
    private int _linesThisSecond;
    private long _leftOutLines;

    /// <summary>Reads to the end, or until the stream is closed.</summary>
    public async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
                Append(buffer.AsSpan(0, count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is gone, and its last words with it.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (_length > 0)
            EndLine();
        TellLeftOut();
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            Keep(text[..end]);
            EndLine();
        }
        Keep(text);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        var kept = Math.Min(part.Length, _line.Length - _length);
        part[..kept].CopyTo(_line.AsSpan(_length));
        _length += kept;
        _leftOutBytes += part.Length - kept;
    }

    private void EndLine()
    {
        var line = _line.AsSpan(0, _length).TrimEnd("\r "u8);
        if (!line.IsEmpty && MayLog())
            Log(line);
        _length = 0;
        _leftOutBytes = 0;
    }

    private bool MayLog()
    {
        var now = time.GetTimestamp();
        if (_secondBegan == long.MinValue || time.GetElapsedTime(_secondBegan, now) >= TimeSpan.FromSeconds(1))
        {
            TellLeftOut();
            _secondBegan = now;
            _linesThisSecond = 0;
        }
        if (_linesThisSecond++ < LinesPerSecond)
            return true;
        _leftOutLines++;
        return false;
    }

    private void TellLeftOut()
    {
        if (_leftOutLines > 0)
            LinesLeftOut(logger, _leftOutLines);
        _leftOutLines = 0;
    }

    private void Log(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        if (_leftOutBytes > 0)
            text += $" ({_leftOutBytes} bytes left out)";
        var level = LevelOf(text);
        Line(logger, level, text);
    }

    // Servers write all they have to say to standard error: that is no alarm in itself.
    private static LogLevel LevelOf(string line)
    {
        var text = line.AsSpan().TrimStart(" [(<*");
        foreach (var alarm in Alarms)
        {
            if (text.StartsWith(alarm, StringComparison.OrdinalIgnoreCase))
                return LogLevel.Warning;
        }
        // TypeError: …, ValueError: …
        var colon = text.IndexOf(':');
        return colon > 0 && text[..colon].EndsWith("Error", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information;
    }

    [LoggerMessage(Message = "{Line}", EventName = "ServerStandardError")]
    private static partial void Line(ILogger logger, LogLevel level, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lines} lines of the server's standard error left out", EventName = "ServerStandardErrorLeftOut")]
    private static partial void LinesLeftOut(ILogger logger, long lines);
}
