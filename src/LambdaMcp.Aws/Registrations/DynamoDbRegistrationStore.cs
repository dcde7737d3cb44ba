using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Registrations;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Aws.Registrations;

/// <summary>
/// Registrations in a table with the key <c>id</c>. Items may be written by hand or by other tools; one that makes no sense is left out
/// with a warning, so that it cannot take the others with it. What else must be unique has items of its own, changed in one transaction
/// with the registration.
/// </summary>
internal sealed class DynamoDbRegistrationStore(Func<IAmazonDynamoDB> client, string table, ILogger logger) : IRegistrationStore
{
    private readonly ClaimTransaction _transaction = new(client, table);

    public async IAsyncEnumerable<Registration> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest { TableName = table, ConsistentRead = true };
        do
        {
            var page = await client().ScanAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
            {
                if (Read(item) is { } registration)
                    yield return registration;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    public async Task<Registration?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindItemAsync(id, cancellationToken) is { } item ? Read(item) : null;

    public async Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken) =>
        ClaimItem.HolderOf(await FindItemAsync(ClaimItem.IdOf(claim), cancellationToken)) is { } holder &&
        await FindItemAsync(holder, cancellationToken) is not null
            ? holder
            : null;

    public void CheckSize(Registration registration) => Item(registration);

    public Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken) => PutAsync(
        new Put
        {
            TableName = table,
            Item = Item(registration),
            ConditionExpression = "attribute_not_exists(#id)",
            ExpressionAttributeNames = new() { ["#id"] = "id" },
        },
        registration, [], cancellationToken);

    public Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken)
    {
        var (unchanged, names, values) = Unchanged(stored);
        return PutAsync(
            new Put
            {
                TableName = table,
                Item = Item(registration with { Version = stored.Version + 1 }),
                ConditionExpression = $"attribute_exists(#id) AND ({unchanged})",
                ExpressionAttributeNames = new(names) { ["#id"] = "id" },
                ExpressionAttributeValues = values,
            },
            registration, RegistrationClaim.Of(stored), cancellationToken);
    }

    public async Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken)
    {
        var (unchanged, names, values) = Unchanged(stored);
        var delete = new Delete
        {
            TableName = table,
            Key = Key(stored.Id),
            // When the answer to a first try was lost, it is gone.
            ConditionExpression = $"attribute_not_exists(#id) OR {unchanged}",
            ExpressionAttributeNames = new(names) { ["#id"] = "id" },
            ExpressionAttributeValues = values,
        };
        if (RegistrationClaim.Of(stored) is { Count: > 0 } claims)
            return await _transaction.RunAsync(new() { Delete = delete }, stored.Id, [], claims, cancellationToken);
        try
        {
            var request = new DeleteItemRequest
            {
                TableName = table,
                Key = delete.Key,
                ConditionExpression = delete.ConditionExpression,
                ExpressionAttributeNames = delete.ExpressionAttributeNames,
                ExpressionAttributeValues = delete.ExpressionAttributeValues,
            };
            await client().DeleteItemAsync(request, cancellationToken);
            return RegistrationWrite.Done;
        }
        catch (ConditionalCheckFailedException)
        {
            return RegistrationWrite.Stale;
        }
    }

    // An item from elsewhere has no version, which reads as the first.
    private static (string Condition, Dictionary<string, string> Names, Dictionary<string, AttributeValue> Values) Unchanged(Registration stored) => (
        stored.Version == 1 ? "attribute_not_exists(#version) OR #version = :version" : "#version = :version",
        new() { ["#version"] = "version" },
        new() { [":version"] = ItemAttributes.Number(stored.Version) });

    private async Task<RegistrationWrite> PutAsync(
        Put put, Registration registration, IReadOnlyList<RegistrationClaim> held, CancellationToken cancellationToken)
    {
        var claims = RegistrationClaim.Of(registration);
        if (claims.Count > 0 || held.Count > 0)
            return await _transaction.RunAsync(new() { Put = put }, registration.Id, claims, [.. held.Except(claims)], cancellationToken);
        var request = new PutItemRequest
        {
            TableName = table,
            Item = put.Item,
            ConditionExpression = put.ConditionExpression,
            ExpressionAttributeNames = put.ExpressionAttributeNames,
            ExpressionAttributeValues = put.ExpressionAttributeValues,
        };
        return await client().TryPutAsync(request, ConditionalWrite.NewMark(), cancellationToken) ? RegistrationWrite.Done : RegistrationWrite.Stale;
    }

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = ItemAttributes.Text(id) };

    private static Dictionary<string, AttributeValue> Item(Registration registration)
    {
        var item = RegistrationItem.Write(registration);
        try
        {
            ItemSize.Check(item, $"The registration '{registration.Id}'");
            return item;
        }
        catch (ItemTooLargeException exception)
        {
            throw new RegistrationTooLargeException(exception.Message, exception);
        }
    }

    private async Task<Dictionary<string, AttributeValue>?> FindItemAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = Key(id), ConsistentRead = true };
        var answer = await client().GetItemAsync(request, cancellationToken);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    private Registration? Read(Dictionary<string, AttributeValue> item)
    {
        if (item.ReadText("id") is { } id && ClaimItem.IsClaim(id))
            return null;
        try
        {
            return RegistrationItem.Read(item);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            logger.LogWarning("The registration {RegistrationId} is left out: {Reason}", item.ReadText("id"), error.Message);
            return null;
        }
    }
}
