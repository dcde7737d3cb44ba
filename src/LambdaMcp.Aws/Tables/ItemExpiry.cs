using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>
/// The TTL attribute <c>expiresAt</c>. DynamoDB takes whole seconds, so an end is rounded up; and it removes expired items hours late, so
/// whoever reads an item checks the time.
/// </summary>
internal static class ItemExpiry
{
    public const string Name = "expiresAt";

    public static AttributeValue Of(DateTimeOffset time) => ItemAttributes.Number(time.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds());

    /// <summary>The moment as conditions compare it: an item is over when its end is not later.</summary>
    public static AttributeValue Now(TimeProvider time) => ItemAttributes.Number(time.GetUtcNow().ToUnixTimeSeconds());

    public static bool IsOver(Dictionary<string, AttributeValue> item, TimeProvider time) =>
        item.ReadNumber(Name) is not { } end || end <= time.GetUtcNow().ToUnixTimeSeconds();
}
