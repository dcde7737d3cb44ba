using System.Runtime.InteropServices;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>
/// A JSON number of any size, read in place and without rounding: the sign, and 0.DDD × 10^Weight with neither leading nor trailing
/// zeros among the digits.
/// </summary>
internal readonly ref struct ExactNumber
{
    // Larger exponents are treated alike; a number with one is far outside every bound a schema can have in practice.
    private const long LargestExponent = 1_000_000_000_000;

    private readonly ReadOnlySpan<byte> _first;
    private readonly ReadOnlySpan<byte> _second;

    public ExactNumber(JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        IsNegative = raw[0] == '-';
        if (IsNegative)
            raw = raw[1..];
        var exponent = 0L;
        var mark = raw.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            exponent = ReadExponent(raw[(mark + 1)..]);
            raw = raw[..mark];
        }

        var point = raw.IndexOf((byte)'.');
        _first = (point < 0 ? raw : raw[..point]).TrimStart((byte)'0');
        _second = point < 0 ? default : raw[(point + 1)..].TrimEnd((byte)'0');
        Weight = exponent + _first.Length;
        if (_first.IsEmpty)
        {
            var digits = _second.TrimStart((byte)'0');
            Weight -= _second.Length - digits.Length;
            _second = digits;
        }
        else if (_second.IsEmpty)
        {
            _first = _first.TrimEnd((byte)'0');
        }

        if (IsZero)
            (IsNegative, Weight) = (false, 0);
    }

    public bool IsNegative { get; }

    public long Weight { get; }

    public int DigitCount => _first.Length + _second.Length;

    public bool IsZero => DigitCount == 0;

    /// <summary>The power of ten of the last digit.</summary>
    public long Scale => Weight - DigitCount;

    public bool IsInteger => Scale >= 0;

    public int DigitAt(int position) => (position < _first.Length ? _first[position] : _second[position - _first.Length]) - '0';

    public int CompareTo(ExactNumber other)
    {
        if (IsZero || other.IsZero || IsNegative != other.IsNegative)
            return Sign.CompareTo(other.Sign);
        var size = Weight.CompareTo(other.Weight);
        for (var i = 0; size == 0 && i < Math.Min(DigitCount, other.DigitCount); i++)
            size = DigitAt(i).CompareTo(other.DigitAt(i));
        if (size == 0)
            size = DigitCount.CompareTo(other.DigitCount);
        return IsNegative ? -size : size;
    }

    public void AddTo(ref HashCode hash)
    {
        hash.Add(Sign);
        hash.Add(Weight);
        for (var i = 0; i < DigitCount; i++)
            hash.Add(DigitAt(i));
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private static long ReadExponent(ReadOnlySpan<byte> digits)
    {
        var negative = digits[0] == '-';
        if (digits[0] is (byte)'-' or (byte)'+')
            digits = digits[1..];
        var value = 0L;
        foreach (var digit in digits)
            value = Math.Min((value * 10) + (digit - '0'), LargestExponent);
        return negative ? -value : value;
    }
}
