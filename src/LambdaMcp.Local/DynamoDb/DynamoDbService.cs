using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Operations;
using LambdaMcp.Local.DynamoDb.Operations.Batches;
using LambdaMcp.Local.DynamoDb.Operations.Reads;
using LambdaMcp.Local.DynamoDb.Operations.Tables;
using LambdaMcp.Local.DynamoDb.Operations.Transactions;
using LambdaMcp.Local.DynamoDb.Operations.Writes;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.DynamoDb;

/// <summary>An in-memory DynamoDB for development: the operations and expressions of its API, on its wire format.</summary>
internal sealed class DynamoDbService : IDisposable
{
    private const string TargetPrefix = "DynamoDB_20120810.";

    // Two levels of JSON for each of an item's 32, and those of the request around it.
    private static readonly JsonDocumentOptions RequestOptions = new() { MaxDepth = 256 };

    private readonly TableCatalog _catalog;
    private readonly ExpirySweep _sweep;
    private readonly FrozenDictionary<string, IOperation> _operations;

    public DynamoDbService(DynamoDbOptions? options = null)
    {
        _catalog = new(options ?? new());
        _sweep = new(_catalog);
        IOperation[] operations =
        [
            new CreateTableOperation(_catalog), new DescribeTableOperation(_catalog), new ListTablesOperation(_catalog),
            new DeleteTableOperation(_catalog), new UpdateTimeToLiveOperation(_catalog), new DescribeTimeToLiveOperation(_catalog),
            new PutItemOperation(_catalog), new UpdateItemOperation(_catalog), new DeleteItemOperation(_catalog),
            new GetItemOperation(_catalog), new QueryOperation(_catalog), new ScanOperation(_catalog),
            new BatchGetItemOperation(_catalog), new BatchWriteItemOperation(_catalog),
            new TransactGetItemsOperation(_catalog), new TransactWriteItemsOperation(_catalog),
        ];
        _operations = operations.ToFrozenDictionary(static operation => TargetPrefix + operation.Name, StringComparer.Ordinal);
    }

    /// <summary>Makes a table, as a template's resource does.</summary>
    /// <exception cref="DynamoDbException">The name is not valid, or there is a table of it already.</exception>
    public void CreateTable(TableDefinition definition)
    {
        TableCatalog.RequireName(definition.Name);
        _catalog.Create(definition);
    }

    /// <summary>Serves one request of DynamoDB's API; mapped to POST on the root.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync($"healthy: dynamodb.{_catalog.Options.Region}.amazonaws.com", context.RequestAborted);
            return;
        }

        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var hop = _catalog.Options.Traces?.Callers.Of(context.Request)?.Begin(HopKind.Store, target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        try
        {
            var operation = _operations.GetValueOrDefault(target) ?? throw DynamoDbException.UnknownOperation();
            var content = await ReadAsync(context.Request);
            Authorize(context.Request, content);
            using var document = Parse(content);
            hop?.Note("table", TableNames.Of(document.RootElement));
            var request = new JsonInput(document.RootElement);
            var body = ResponseWriter.Write(response => operation.Execute(request, response));
            await ResponseWriter.SendAsync(context.Response, StatusCodes.Status200OK, body);
        }
        catch (DynamoDbException error)
        {
            Tell(hop, error);
            await ResponseWriter.SendAsync(context.Response, StatusCodes.Status400BadRequest, ResponseWriter.Write(error));
        }
        finally
        {
            hop?.End();
        }
    }

    public void Dispose() => _sweep.Dispose();

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static void Tell(Hop? hop, DynamoDbException error)
    {
        var type = error.Type[(error.Type.IndexOf('#', StringComparison.Ordinal) + 1)..];
        // A condition that does not hold is an answer that programs count on.
        if (type is "ConditionalCheckFailedException" or "TransactionCanceledException")
            hop?.Note("refused", type);
        else
            hop?.Fail($"{type}: {error.Message}");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonDocument.Parse(content, RequestOptions);
        }
        catch (JsonException)
        {
            throw DynamoDbException.Serialization("The request's body is not JSON");
        }
    }

    private void Authorize(HttpRequest request, ReadOnlyMemory<byte> content)
    {
        var result = _catalog.Options.Signatures?.Verify(SigV4Request.From(request, content));
        if (result?.ErrorType is { } type)
            throw DynamoDbException.Unauthorized(type, result.Message);
    }
}
