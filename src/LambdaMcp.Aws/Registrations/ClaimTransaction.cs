using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Aws.Registrations;

/// <summary>Changes a registration and what it claims in one step, or nothing.</summary>
internal sealed class ClaimTransaction(Func<IAmazonDynamoDB> client, string table)
{
    private const int MaxTries = 12;
    private const string Refused = "ConditionalCheckFailed";

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <param name="change">The change of the registration, with its condition.</param>
    /// <param name="id">The registration.</param>
    /// <param name="claims">What it claims from now on.</param>
    /// <param name="released">What it claims no more.</param>
    /// <param name="cancellationToken">Cancels the whole; it is not known then whether it was made.</param>
    /// <exception cref="TransactionCanceledException">Others change the same items all the time.</exception>
    public async Task<RegistrationWrite> RunAsync(
        TransactWriteItem change, string id, IReadOnlyList<RegistrationClaim> claims, IReadOnlyList<RegistrationClaim> released, CancellationToken cancellationToken)
    {
        var abandoned = new Dictionary<RegistrationClaim, string>();
        for (var tries = 1; ; tries++)
        {
            // The token lets the SDK repeat a request whose answer was lost.
            var request = new TransactWriteItemsRequest { ClientRequestToken = ConditionalWrite.NewMark(), TransactItems = Items(change, id, claims, released, abandoned) };
            try
            {
                await client().TransactWriteItemsAsync(request, cancellationToken);
                return RegistrationWrite.Done;
            }
            catch (TransactionCanceledException refusal)
            {
                var reasons = refusal.CancellationReasons ?? [];
                if (reasons.Count > 0 && reasons[0].Code == Refused)
                    return RegistrationWrite.Stale;
                if (await FindTakenAsync(reasons, claims, abandoned, cancellationToken) is { } taken)
                    return taken;
                if (tries == MaxTries)
                    throw;
            }
            catch (TransactionInProgressException) when (tries < MaxTries)
            {
            }

            await WaitAsync(tries, cancellationToken);
        }
    }

    private List<TransactWriteItem> Items(
        TransactWriteItem change, string id, IReadOnlyList<RegistrationClaim> claims, IReadOnlyList<RegistrationClaim> released,
        Dictionary<RegistrationClaim, string> abandoned)
    {
        List<TransactWriteItem> items =
        [
            change,
            .. claims.Select(claim => ClaimItem.Take(table, claim, id, abandoned.GetValueOrDefault(claim))),
            .. released.Select(claim => ClaimItem.Release(table, claim, id)),
        ];
        items.AddRange(abandoned.Values.Distinct(StringComparer.Ordinal).Where(holder => holder != id).Select(StillGone));
        return items;
    }

    // A condition on an item that is not there. As a deletion it needs no right of its own.
    private TransactWriteItem StillGone(string id) => new()
    {
        Delete = new Delete
        {
            TableName = table,
            Key = new() { ["id"] = ItemAttributes.Text(id) },
            ConditionExpression = "attribute_not_exists(#id)",
            ExpressionAttributeNames = new() { ["#id"] = "id" },
        },
    };

    // A registration that was deleted by other means than this program leaves its claims behind.
    private async Task<RegistrationWrite?> FindTakenAsync(
        List<CancellationReason> reasons, IReadOnlyList<RegistrationClaim> claims, Dictionary<RegistrationClaim, string> abandoned, CancellationToken cancellationToken)
    {
        abandoned.Clear();
        for (var at = 0; at < claims.Count && at + 1 < reasons.Count; at++)
        {
            if (reasons[at + 1].Code != Refused || ClaimItem.HolderOf(reasons[at + 1].Item) is not { } holder)
                continue;
            var request = new GetItemRequest { TableName = table, Key = new() { ["id"] = ItemAttributes.Text(holder) }, ConsistentRead = true };
            if ((await client().GetItemAsync(request, cancellationToken)).Item is { Count: > 0 })
                return RegistrationWrite.Taken(claims[at], holder);
            abandoned[claims[at]] = holder;
        }

        return null;
    }

    private static Task WaitAsync(int tries, CancellationToken cancellationToken)
    {
        var most = Math.Min(FirstWait.TotalMilliseconds * (1 << Math.Min(tries, 10)), LongestWait.TotalMilliseconds);
        return Task.Delay(TimeSpan.FromMilliseconds(most * (0.5 + (Random.Shared.NextDouble() / 2))), cancellationToken);
    }
}
