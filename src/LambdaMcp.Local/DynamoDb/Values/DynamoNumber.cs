using System.Globalization;
using System.Numerics;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>
/// A decimal number as DynamoDB keeps it: up to 38 significant digits, magnitudes from 1E-130 to 9.99…E+125, no trailing zeros.
/// </summary>
internal readonly record struct DynamoNumber : IComparable<DynamoNumber>
{
    private const int MaximumDigits = 38;
    private const int MaximumPower = 125;
    private const int MinimumPower = -130;

    private readonly BigInteger _coefficient;
    private readonly int _exponent;

    private DynamoNumber(BigInteger coefficient, int exponent)
    {
        _coefficient = coefficient;
        _exponent = exponent;
    }

    /// <summary>The bytes that the number takes in an item: one for each two decimal digits, one more, and one for a minus.</summary>
    public int Size
    {
        get
        {
            if (_coefficient.IsZero)
                return 1;

            var first = _exponent + Digits.Length - 1;
            return FloorHalf(first) - FloorHalf(_exponent) + 2 + (_coefficient.Sign < 0 ? 1 : 0);
        }
    }

    /// <summary>The number truncated to a whole count of seconds or items; saturates.</summary>
    public long ToInt64()
    {
        var whole = _exponent >= 0
            ? _coefficient * BigInteger.Pow(10, _exponent)
            : BigInteger.Divide(_coefficient, BigInteger.Pow(10, -_exponent));
        return (long)BigInteger.Clamp(whole, long.MinValue, long.MaxValue);
    }

    private string Digits => BigInteger.Abs(_coefficient).ToString(CultureInfo.InvariantCulture);

    public static DynamoNumber From(int value) => FromDigits(value < 0, Math.Abs((long)value).ToString(CultureInfo.InvariantCulture), 0);

    /// <exception cref="DynamoDbException">The text is not a number, or one that DynamoDB cannot hold.</exception>
    public static DynamoNumber Parse(string text)
    {
        if (!NumberText.TryRead(text, out var parts))
            throw DynamoDbException.Validation("The parameter cannot be converted to a numeric value" + (text.Length > 0 ? $": {text}" : ""));

        return FromDigits(parts.Negative, parts.Digits, parts.Exponent);
    }

    public static DynamoNumber operator +(DynamoNumber left, DynamoNumber right)
    {
        var exponent = Math.Min(left._exponent, right._exponent);
        var sum = left.Scaled(exponent) + right.Scaled(exponent);
        return FromDigits(sum.Sign < 0, BigInteger.Abs(sum).ToString(CultureInfo.InvariantCulture), exponent);
    }

    public static DynamoNumber operator -(DynamoNumber left, DynamoNumber right) =>
        left + new DynamoNumber(-right._coefficient, right._exponent);

    public int CompareTo(DynamoNumber other)
    {
        var exponent = Math.Min(_exponent, other._exponent);
        return Scaled(exponent).CompareTo(other.Scaled(exponent));
    }

    /// <summary>The number in plain notation, as DynamoDB answers it.</summary>
    public override string ToString()
    {
        var digits = Digits;
        if (_exponent >= 0)
        {
            digits += new string('0', _exponent);
        }
        else
        {
            digits = digits.PadLeft(1 - _exponent, '0');
            digits = digits.Insert(digits.Length + _exponent, ".");
        }

        return _coefficient.Sign < 0 ? "-" + digits : digits;
    }

    private static DynamoNumber FromDigits(bool negative, string digits, int exponent)
    {
        var significant = digits.TrimStart('0');
        var trimmed = significant.TrimEnd('0');
        if (trimmed.Length == 0)
            return default;

        exponent += significant.Length - trimmed.Length;
        var power = exponent + trimmed.Length - 1;
        if (power > MaximumPower)
            throw DynamoDbException.Validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
        if (power < MinimumPower)
            throw DynamoDbException.Validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
        if (trimmed.Length > MaximumDigits)
            throw DynamoDbException.Validation("Attempting to store more than 38 significant digits in a Number");

        var coefficient = BigInteger.Parse(trimmed, CultureInfo.InvariantCulture);
        return new(negative ? -coefficient : coefficient, exponent);
    }

    private static int FloorHalf(int power) => power >> 1;

    private BigInteger Scaled(int exponent) => _coefficient * BigInteger.Pow(10, _exponent - exponent);
}
