using System.Buffers;
using System.Text;

namespace LambdaMcp.Local.Tracing;

/// <summary>The beginning of a body that may be of any length.</summary>
internal sealed class BoundedBody
{
    /// <summary>How many bytes of it are shown.</summary>
    public const int Shown = 16 * 1024;

    // Kept beyond what is shown, so that a secret across the border is still seen whole where it is masked.
    private const int Margin = 8 * 1024;

    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>All of its bytes so far.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_kept)
        {
            Length += bytes.Length;
            _kept.Write(bytes[..Math.Min(bytes.Length, Shown + Margin - _kept.WrittenCount)]);
        }
    }

    /// <summary>The beginning as text, masked before it is cut.</summary>
    public string Read(Func<string, string> mask)
    {
        string text;
        lock (_kept)
            text = Encoding.UTF8.GetString(_kept.WrittenSpan);
        var masked = mask(text);
        return Length > Shown && masked.Length > Shown ? string.Concat(masked.AsSpan(0, Shown), "…") : masked;
    }
}
