using System.Text.Json;

namespace EndToEnd.Fixture;

/// <summary>What LambdaMcp.Local writes when it serves.</summary>
public sealed record ReadyFile(
    string McpUrl, string Token, string RegisterUrl, string HealthUrl, string LambdaUrl, string DynamodbUrl, string EndpointUrl,
    string Region, string AccessKeyId, string SecretAccessKey,
    string TokensTable, IReadOnlyDictionary<string, string>? FunctionUrls = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static ReadyFile Read(string path) => JsonSerializer.Deserialize<ReadyFile>(File.ReadAllBytes(path), Options)!;
}
