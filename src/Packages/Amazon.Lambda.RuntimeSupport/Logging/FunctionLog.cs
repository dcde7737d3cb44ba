using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Lines on standard output, which Lambda sends to CloudWatch: text or JSON as <c>AWS_LAMBDA_LOG_FORMAT</c> says, from <c>AWS_LAMBDA_LOG_LEVEL</c> up.</summary>
internal sealed class FunctionLog(string? requestId) : ILambdaLogger
{
    private static readonly Lazy<Stream> Output = new(Console.OpenStandardOutput);

    public void Log(string message) => Write(Encoding.UTF8.GetBytes(message));

    public void LogLine(string message) => Write(LogLevel.Information, message, error: null);

    public void Log(string level, string message) =>
        Write(Enum.TryParse(level, ignoreCase: true, out LogLevel known) ? known : LogLevel.Information, message, error: null);

    public void Log(LogLevel level, string message) => Write(level, message, error: null);

    /// <summary>Logs what ended an invocation, or the start of the function.</summary>
    public static void Write(Exception error, string? requestId) => new FunctionLog(requestId).Write(LogLevel.Error, error.Message, error);

    private void Write(LogLevel level, string message, Exception? error)
    {
        if (level < Threshold())
            return;
        string time = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        Write(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT") == "JSON"
            ? Json(time, level, message, error)
            : Encoding.UTF8.GetBytes($"{time}\t{requestId}\t{Label(level)}\t{error?.ToString() ?? message}\n"));
    }

    private byte[] Json(string time, LogLevel level, string message, Exception? error)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, time);
            writer.WriteString("level"u8, level.ToString());
            if (requestId is not null)
                writer.WriteString("requestId"u8, requestId);
            writer.WriteString("message"u8, message);
            if (error is not null)
            {
                writer.WriteString("errorType"u8, error.GetType().FullName);
                writer.WriteString("errorMessage"u8, error.Message);
                writer.WriteString("stackTrace"u8, error.StackTrace);
            }

            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static void Write(byte[] line)
    {
        lock (Output)
            Output.Value.Write(line);
    }

    private static LogLevel Threshold() => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
