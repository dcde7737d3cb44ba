namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>The parts of a number as it is written: sign, digits, and the power of ten of the last digit.</summary>
internal readonly record struct NumberText(bool Negative, string Digits, int Exponent)
{
    /// <summary>Reads <c>[+-]digits[.digits][e[+-]digits]</c>; false for anything else.</summary>
    public static bool TryRead(string text, out NumberText parts)
    {
        var rest = text.AsSpan();
        var negative = ReadSign(ref rest);
        var whole = ReadDigits(ref rest);
        var fraction = "";
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = ReadDigits(ref rest);
        }

        var exponent = 0;
        var valid = whole.Length + fraction.Length > 0;
        if (valid && rest.Length > 0 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            var negativeExponent = ReadSign(ref rest);
            var power = ReadDigits(ref rest);
            valid = power.Length > 0;
            // Far beyond what DynamoDB holds, and small enough to calculate with.
            exponent = int.TryParse(power, out var value) && value < 1_000_000 ? value : 1_000_000;
            exponent = negativeExponent ? -exponent : exponent;
        }

        parts = new(negative, whole + fraction, exponent - fraction.Length);
        return valid && rest.IsEmpty;
    }

    private static bool ReadSign(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('+' or '-'))
            return false;

        var negative = text[0] == '-';
        text = text[1..];
        return negative;
    }

    private static string ReadDigits(ref ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length : count;
        var digits = text[..count].ToString();
        text = text[count..];
        return digits;
    }
}
