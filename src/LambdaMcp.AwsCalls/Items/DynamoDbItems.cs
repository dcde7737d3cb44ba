using System.Text.Json;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Items;

/// <summary>
/// Reads single items of a DynamoDB table, for a program that needs nothing else of DynamoDB. Region, credentials and endpoint come from the
/// environment; nothing is set up before the first item is read.
/// </summary>
public sealed class DynamoDbItems : IDisposable
{
    private readonly string _table;
    private readonly Lazy<SignedClient> _client;

    /// <summary>Reads items.</summary>
    /// <param name="table">The table, by its name or ARN; its key is one attribute, <c>id</c>, a text.</param>
    /// <param name="timeout">How long one attempt may take; there are at most three.</param>
    /// <param name="http">Makes the client's connections; null leaves it to the SDK.</param>
    public DynamoDbItems(string table, TimeSpan timeout, HttpClientFactory? http = null)
        : this(table, () => new SignedClient(
            SignedService.DynamoDb,
            new SignedClientConfig(SignedService.DynamoDb) { Timeout = timeout, MaxErrorRetry = 2, HttpClientFactory = http }))
    {
    }

    internal DynamoDbItems(string table, Func<SignedClient> client) => (_table, _client) = (table, new(client));

    /// <summary>The item as it is now, in plain JSON; null when there is none.</summary>
    /// <param name="id">The value of its key.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ItemUnavailableException">The table cannot be read.</exception>
    public async Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken)
    {
        // One that was written a moment ago must be found.
        var input = new GetItemInput { TableName = _table, Key = new() { ["id"] = new() { ["S"] = id } }, ConsistentRead = true };
        var call = SignedCall.Json("1.0", "DynamoDB_20120810.GetItem", input, ItemsJson.Default.GetItemInput);
        try
        {
            var answer = await _client.Value.CallAsync(call, ItemsJson.Default.GetItemAnswer, cancellationToken);
            return answer.Item is { } item ? PlainJson.Of(item) : null;
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException")
        {
            throw new ItemUnavailableException($"There is no table {_table}. Check the name and the region.", error);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "AccessDeniedException")
        {
            throw new ItemUnavailableException($"The table {_table} may not be read. Allow dynamodb:GetItem on it.", error);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or JsonException)
        {
            throw new ItemUnavailableException($"The table {_table} could not be read: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }
}
