using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;

namespace LambdaMcp.Aws.Limits;

/// <summary>A moment as a number that DynamoDB compares and adds to: microseconds since 1970.</summary>
internal static class Moment
{
    /// <summary>The moment without what such a number does not hold.</summary>
    public static DateTimeOffset Whole(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    public static AttributeValue Of(DateTimeOffset moment) =>
        ItemAttributes.Number((moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The moment in an attribute; 1970 where there is none.</summary>
    public static DateTimeOffset Read(Dictionary<string, AttributeValue> item, string name) =>
        DateTimeOffset.UnixEpoch.AddTicks((item.ReadNumber(name) ?? 0) * TimeSpan.TicksPerMicrosecond);
}
