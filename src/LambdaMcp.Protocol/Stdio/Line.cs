namespace LambdaMcp.Protocol.Stdio;

/// <summary>One line of the input.</summary>
/// <param name="Text">UTF-8, without the line's end.</param>
/// <param name="IsTooLong">Whether there was more of it than is read; nothing is kept of such a line.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Text, bool IsTooLong = false)
{
    public static readonly Line TooLong = new(default, true);
}
