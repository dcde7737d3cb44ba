namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// How much one answer can carry. Lambda takes 6 MB of a function's answer, in which the body is a JSON string: at worst a serializer
/// writes six bytes for a quotation mark or a backslash, and three for each byte of a letter beyond ASCII.
/// </summary>
internal sealed class AnswerBudget
{
    private const int Limit = 5_500_000;
    private const int OfEscaped = 6;
    private const int OfBeyondAscii = 3;

    private int _left = Limit;

    /// <summary>Takes what a piece of JSON needs; false when there is not so much left.</summary>
    public bool TryTake(ReadOnlySpan<byte> json)
    {
        var cost = 1;
        foreach (var unit in json)
        {
            cost += unit switch
            {
                > 0x7E => OfBeyondAscii,
                (byte)'"' or (byte)'\\' or (byte)'<' or (byte)'>' or (byte)'&' or (byte)'\'' or (byte)'+' or (byte)'`' => OfEscaped,
                _ => 1,
            };
        }

        if (cost > _left)
            return false;
        _left -= cost;
        return true;
    }
}
