using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Aws.State;

/// <summary>State as items of the sessions table, beside the session that it belongs to. The mark of the last write is the version.</summary>
internal sealed class DynamoDbStateStore(ExpiringItems items) : IStateStore
{
    private const string Values = "values";

    // A value may nest as deep as the serializer lets it (64), and lies in an object here.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    // What the table stores is nobody's markup: letters stay what they are.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<StateRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        await items.FindAsync(Key(id), cancellationToken) is { } item
            ? new(Parse(item.ReadText(Values)), EndOf(item), item.ReadText(ConditionalWrite.Mark) ?? throw new InvalidDataException("The state's item has no mark."))
            : null;

    public async Task<StateRecord?> TryAddAsync(
        string id, IReadOnlyDictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var mark = ConditionalWrite.NewMark();
        var item = Key(id);
        item[ItemExpiry.Name] = ItemExpiry.Of(expiresAt);
        item.AddText(Values, Write(values));
        return await items.TryAddAsync(item, mark, cancellationToken) ? new(values, EndOf(item), mark) : null;
    }

    public async Task<StateRecord?> TryReplaceAsync(
        string id, StateRecord read, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var mark = ConditionalWrite.NewMark();
        var request = new UpdateItemRequest
        {
            TableName = items.Table,
            Key = Key(id),
            UpdateExpression = "SET #values = :values, #write = :write",
            ConditionExpression = "#write = :read AND #expiresAt > :now",
            ExpressionAttributeNames = new() { ["#values"] = Values, ["#write"] = ConditionalWrite.Mark, ["#expiresAt"] = ItemExpiry.Name },
            ExpressionAttributeValues = new()
            {
                [":values"] = ItemAttributes.Text(Write(values)),
                [":write"] = ItemAttributes.Text(mark),
                [":read"] = ItemAttributes.Text(read.Version),
                [":now"] = ItemExpiry.Now(items.Time),
            },
        };
        return await items.Client.TryUpdateAsync(request, mark, cancellationToken) ? read with { Values = values, Version = mark } : null;
    }

    public async Task ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var request = new UpdateItemRequest
        {
            TableName = items.Table,
            Key = Key(id),
            UpdateExpression = "SET #expiresAt = :end",
            ConditionExpression = "#expiresAt > :now AND #expiresAt < :end",
            ExpressionAttributeNames = new() { ["#expiresAt"] = ItemExpiry.Name },
            ExpressionAttributeValues = new() { [":end"] = ItemExpiry.Of(expiresAt), [":now"] = ItemExpiry.Now(items.Time) },
        };
        try
        {
            await items.Client.UpdateItemAsync(request, cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // There is none, or it lives as long already.
        }
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => items.DeleteAsync(Key(id), cancellationToken);

    private static Dictionary<string, AttributeValue> Key(string id) => ExpiringItems.Key(KeyText.OfSession(id), "state");

    private static DateTimeOffset EndOf(Dictionary<string, AttributeValue> item) =>
        DateTimeOffset.FromUnixTimeSeconds(item.ReadNumber(ItemExpiry.Name)!.Value);

    private static string Write(IReadOnlyDictionary<string, string> values)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in values)
            {
                writer.WritePropertyName(key);
                writer.WriteRawValue(value, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static Dictionary<string, string> Parse(string? json)
    {
        using var document = JsonDocument.Parse(json ?? throw new InvalidDataException("The state's item has no values."), Deep);
        return document.RootElement.EnumerateObject().ToDictionary(
            static value => value.Name, static value => value.Value.GetRawText(), StringComparer.Ordinal);
    }
}
