using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Local.Viewer;

/// <summary>Reads sessions and registrations where the endpoint keeps them: only the attributes that the page shows.</summary>
internal sealed class TableReader(string url, LocalCredentials credentials, string? sessions, string? registrations)
{
    private const int Most = 500;

    private static readonly string[] SessionColumns = ["pk", "owner", "protocolVersion", "clientInfo", "createdAt", "expiresAt"];
    private static readonly string[] RegistrationColumns = ["id", "type", "name", "description", "contract", "lambdaArn", "prefix", "uri", "uriTemplate", "enabled"];

    public async Task<TablesView> ReadAsync(CancellationToken cancellationToken)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = credentials.Region, MaxErrorRetry = 0 };
        using var client = new AmazonDynamoDBClient(credentials.AccessKeyId, credentials.SecretAccessKey, config);
        return new(
            await ScanAsync(client, sessions, SessionColumns, static item => Text(item, "sk") == "session", cancellationToken),
            // A claim of a name or URI is no registration, but lives beside them.
            await ScanAsync(client, registrations, RegistrationColumns, static item => item.ContainsKey("type"), cancellationToken));
    }

    private static async Task<IReadOnlyList<Dictionary<string, string>>> ScanAsync(
        AmazonDynamoDBClient client, string? table, string[] columns, Func<Dictionary<string, AttributeValue>, bool> wanted, CancellationToken cancellationToken)
    {
        var rows = new List<Dictionary<string, string>>();
        Dictionary<string, AttributeValue>? next = null;
        while (table is not null)
        {
            var page = await client.ScanAsync(new ScanRequest { TableName = table, ExclusiveStartKey = next }, cancellationToken);
            rows.AddRange(page.Items.Where(wanted).Select(item => columns.Where(item.ContainsKey).ToDictionary(static column => column, column => Shown(column, Text(item, column)))));
            next = page.LastEvaluatedKey;
            if (next is not { Count: > 0 } || rows.Count >= Most)
                break;
        }
        return rows.Count > Most ? rows[..Most] : rows;
    }

    // A session's id is all that its owner needs to use it.
    private static string Shown(string column, string text) => column == "pk" && text.Length > 16 ? text[..16] + "…" : text;

    private static string Text(Dictionary<string, AttributeValue> item, string name) => item.GetValueOrDefault(name) switch
    {
        { S: { } text } => text,
        { N: { } number } => number,
        { BOOL: { } flag } => flag ? "true" : "false",
        { M: { Count: > 0 } map } => string.Create(CultureInfo.InvariantCulture, $"{string.Join(" ", map.Select(static entry => entry.Value.S))}"),
        _ => "",
    };
}
