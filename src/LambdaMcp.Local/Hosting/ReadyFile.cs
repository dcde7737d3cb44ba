using System.Text.Json;

namespace LambdaMcp.Local.Hosting;

/// <summary>What a program that started this one needs to use it.</summary>
internal sealed record ReadyFile(
    string? McpUrl,
    string? Token,
    string? RegisterUrl,
    string? HealthUrl,
    string LambdaUrl,
    string DynamodbUrl,
    string EndpointUrl,
    string Region,
    string AccessKeyId,
    string SecretAccessKey,
    string? TokensTable,
    string? PageUrl = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes the file; who waits for it to appear finds it whole.</summary>
    public void Write(string path)
    {
        var unfinished = Path.GetFullPath(path) + ".unfinished";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(this, Json));
        File.Move(unfinished, path, overwrite: true);
    }
}
