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
    string? PageUrl = null,
    IReadOnlyDictionary<string, string>? FunctionUrls = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes the file; who waits for it to appear finds it whole, and other users do not read it.</summary>
    public void Write(string path)
    {
        var unfinished = Path.GetFullPath(path) + ".unfinished";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // It has a token and keys.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
            JsonSerializer.Serialize(file, this, Json);
        File.Move(unfinished, path, overwrite: true);
    }
}
