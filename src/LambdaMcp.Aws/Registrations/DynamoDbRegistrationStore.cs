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
/// with a warning, so that it cannot take the others with it.
/// </summary>
internal sealed class DynamoDbRegistrationStore(Func<IAmazonDynamoDB> client, string table, ILogger logger) : IRegistrationStore
{
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

    public async Task<Registration?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = Key(id), ConsistentRead = true };
        var answer = await client().GetItemAsync(request, cancellationToken);
        return answer.Item is { Count: > 0 } item ? Read(item) : null;
    }

    public Task<bool> TryCreateAsync(Registration registration, CancellationToken cancellationToken) =>
        TryPutAsync(registration, "attribute_not_exists(#id)", new() { ["#id"] = "id" }, null, cancellationToken);

    public Task<bool> TryReplaceAsync(Registration registration, CancellationToken cancellationToken) => TryPutAsync(
        registration with { Version = registration.Version + 1 },
        // An item from elsewhere has no version, which reads as the first.
        registration.Version == 1 ? "attribute_exists(#id) AND (attribute_not_exists(#version) OR #version = :version)" : "#version = :version",
        registration.Version == 1 ? new() { ["#id"] = "id", ["#version"] = "version" } : new() { ["#version"] = "version" },
        new() { [":version"] = ItemAttributes.Number(registration.Version) },
        cancellationToken);

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest { TableName = table, Key = Key(id), ReturnValues = ReturnValue.ALL_OLD };
        var answer = await client().DeleteItemAsync(request, cancellationToken);
        return answer.Attributes is { Count: > 0 };
    }

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = ItemAttributes.Text(id) };

    private Task<bool> TryPutAsync(
        Registration registration,
        string condition,
        Dictionary<string, string> names,
        Dictionary<string, AttributeValue>? values,
        CancellationToken cancellationToken)
    {
        var item = RegistrationItem.Write(registration);
        try
        {
            ItemSize.Check(item, $"The registration '{registration.Id}'");
        }
        catch (ItemTooLargeException exception)
        {
            throw new RegistrationTooLargeException(exception.Message, exception);
        }

        var request = new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = condition,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
        return client().TryPutAsync(request, ConditionalWrite.NewMark(), cancellationToken);
    }

    private Registration? Read(Dictionary<string, AttributeValue> item)
    {
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
