namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>The order of strings, numbers and binaries, in range keys, sets and comparisons.</summary>
internal sealed class ScalarOrder : IComparer<AttributeValue>
{
    public static readonly ScalarOrder Instance = new();

    /// <summary>Compares two values of one type; values of different types are ordered by type.</summary>
    public int Compare(AttributeValue? x, AttributeValue? y) => (x, y) switch
    {
        (StringValue left, StringValue right) => CompareUtf8(left.Text, right.Text),
        (NumberValue left, NumberValue right) => left.Number.CompareTo(right.Number),
        (BinaryValue left, BinaryValue right) => left.Bytes.Span.SequenceCompareTo(right.Bytes.Span),
        _ => (x?.Type ?? (AttributeType)(-1)).CompareTo(y?.Type ?? (AttributeType)(-1)),
    };

    private static int CompareUtf8(string x, string y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
            return x.Length.CompareTo(y.Length);

        // UTF-16 units are in UTF-8's order but for surrogates, which stand for code points above all others.
        char left = x[common], right = y[common];
        return char.IsSurrogate(left) == char.IsSurrogate(right)
            ? left.CompareTo(right)
            : char.IsSurrogate(left).CompareTo(char.IsSurrogate(right));
    }
}
