using System.Numerics;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>A positive number, and whether others are its multiples: exactly, in decimal, for numbers of any size.</summary>
internal sealed class Divisor
{
    private const int DigitsAtOnce = 18;

    private readonly BigInteger _digits;
    private readonly long _scale;
    private readonly long _whole;

    public Divisor(JsonElement number)
    {
        var exact = new ExactNumber(number);
        _scale = exact.Scale;
        for (var i = 0; i < exact.DigitCount; i++)
            _digits = (_digits * 10) + exact.DigitAt(i);
        _whole = number.TryGetInt64(out var whole) ? whole : 0;
    }

    public bool Divides(JsonElement number)
    {
        if (_whole > 0 && number.TryGetInt64(out var whole))
            return whole % _whole == 0;
        var exact = new ExactNumber(number);
        if (exact.IsZero)
            return true;
        // The last digit is not zero, so no smaller power of ten can be a factor.
        if (exact.Scale < _scale)
            return false;
        return (Remainder(exact) * BigInteger.ModPow(10, exact.Scale - _scale, _digits) % _digits).IsZero;
    }

    private BigInteger Remainder(ExactNumber number)
    {
        var remainder = BigInteger.Zero;
        for (var i = 0; i < number.DigitCount;)
        {
            var (part, factor) = (0L, 1L);
            for (var end = Math.Min(i + DigitsAtOnce, number.DigitCount); i < end; i++)
                (part, factor) = ((part * 10) + number.DigitAt(i), factor * 10);
            remainder = ((remainder * factor) + part) % _digits;
        }

        return remainder;
    }
}
