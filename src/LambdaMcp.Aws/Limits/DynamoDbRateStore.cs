using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Limits;

namespace LambdaMcp.Aws.Limits;

/// <summary>
/// The principals' time as one item each of the sessions table. Instances add to it, so that those who write at one time do not get into each
/// other's way, and DynamoDB itself checks that there is room. Time never goes back, whatever the clock of an instance says. A write that the
/// SDK repeats because its answer was lost may count twice, which allows less and never more.
/// </summary>
internal sealed class DynamoDbRateStore(ExpiringItems items) : IRateStore
{
    private const string SpentUntil = "spentUntil";

    // Longer than clocks differ, by far.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public async Task<RateGrant> TakeAsync(
        string principal, RequestRate rate, int least, int most, DateTimeOffset lastSeen, CancellationToken cancellationToken)
    {
        var key = ExpiringItems.Key("rate#" + KeyText.Of(principal), "rate");
        var spentUntil = lastSeen;
        while (true)
        {
            var now = Moment.Whole(items.Time.GetUtcNow());
            var permits = rate.Fitting(spentUntil, now, least, most);
            if (permits == 0)
                return new(0, spentUntil);
            try
            {
                var answer = await items.Client.UpdateItemAsync(Update(key, rate, spentUntil, now, least, permits), cancellationToken);
                return new(permits, Moment.Read(answer.Attributes, SpentUntil));
            }
            catch (ConditionalCheckFailedException refusal)
            {
                // What is so here for another reason than others' spending is tried again: time only ever goes on, so this ends.
                spentUntil = refusal.Item is { Count: > 0 } item ? Moment.Read(item, SpentUntil) : DateTimeOffset.UnixEpoch;
            }
        }
    }

    private UpdateItemRequest Update(
        Dictionary<string, AttributeValue> key, RequestRate rate, DateTimeOffset spentUntil, DateTimeOffset now, int least, int permits)
    {
        var cost = rate.Interval * permits;
        var request = new UpdateItemRequest
        {
            TableName = items.Table,
            Key = key,
            ExpressionAttributeNames = new() { ["#spent"] = SpentUntil, ["#expiresAt"] = ItemExpiry.Name },
            ExpressionAttributeValues = new() { [":now"] = Moment.Of(now), [":expiresAt"] = ItemExpiry.Of(now + rate.Tolerance + Kept) },
            ReturnValues = Amazon.DynamoDBv2.ReturnValue.UPDATED_NEW,
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        if (spentUntil < now)
        {
            request.UpdateExpression = "SET #spent = :until, #expiresAt = :expiresAt";
            request.ConditionExpression = "attribute_not_exists(#spent) OR #spent < :now";
            request.ExpressionAttributeValues[":until"] = Moment.Of(now + cost);
        }
        else
        {
            request.UpdateExpression = "SET #spent = #spent + :cost, #expiresAt = :expiresAt";
            request.ConditionExpression = "#spent BETWEEN :now AND :latest";
            request.ExpressionAttributeValues[":cost"] = ItemAttributes.Number(cost.Ticks / TimeSpan.TicksPerMicrosecond);
            request.ExpressionAttributeValues[":latest"] = Moment.Of(now + (permits > least ? rate.Tolerance / 2 : rate.Tolerance) - cost);
        }

        return request;
    }
}
