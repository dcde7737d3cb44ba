using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Telemetry.Output;

/// <summary>One line under construction. A thread keeps one and uses it again.</summary>
internal sealed class RecordLine : IDisposable
{
    // A thread that once wrote a huge line does not keep its buffer.
    private const int LargestKept = 16 * 1024;

    [ThreadStatic]
    private static RecordLine? _kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(2048);

    // The default encoder: whatever is not plain ASCII is escaped, so no control character, no line separator and no change of the writing's
    // direction reaches whoever reads the log.
    private RecordLine() => Json = new(_buffer, new() { SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    public static RecordLine Rent()
    {
        var line = _kept ?? new();
        _kept = null;
        return line;
    }

    /// <summary>The whole line, with its end.</summary>
    public ReadOnlySpan<byte> End()
    {
        Json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan;
    }

    /// <summary>Gives the line back to its thread.</summary>
    public void Dispose()
    {
        if (_buffer.Capacity > LargestKept)
        {
            Json.Dispose();
            return;
        }

        _buffer.ResetWrittenCount();
        Json.Reset();
        _kept = this;
    }

    public void Text(ReadOnlySpan<byte> name, string? text, int most)
    {
        if (!string.IsNullOrEmpty(text))
            Json.WriteString(name, BoundedText.Of(text, most));
    }

    public void Number(ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
            Json.WriteNumber(name, value);
    }
}
