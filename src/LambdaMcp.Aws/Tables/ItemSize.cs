using System.Text;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>
/// DynamoDB takes items of at most 400 KB, names and values counted as UTF-8
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
/// </summary>
internal static class ItemSize
{
    // A little below the limit, because the size of a number is an estimate.
    private const int Limit = 400 * 1024 - 1024;

    /// <exception cref="ItemTooLargeException">The item is too large to store.</exception>
    public static void Check(Dictionary<string, AttributeValue> item, string what)
    {
        var size = item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Of(attribute.Value));
        if (size > Limit)
            throw new ItemTooLargeException($"{what} takes {size:N0} bytes to store, and DynamoDB takes at most {Limit:N0}. Make it smaller.");
    }

    // The items checked here hold text, lists of text, numbers and flags. A list costs 3 bytes, and each element 1 more.
    private static int Of(AttributeValue value) =>
        value.S is { } text ? Encoding.UTF8.GetByteCount(text)
        : value.L is { Count: > 0 } list ? 3 + list.Sum(static element => 1 + Of(element))
        : 21;
}
