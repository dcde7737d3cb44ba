using System.Text.Json;
using Amazon.Runtime;

namespace LambdaMcp.Cli.Endpoints;

/// <summary>What a running Local wrote of itself: where it serves, and the keys of its emulated account.</summary>
internal sealed record ReadyFile
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string? McpUrl { get; init; }

    public string? Token { get; init; }

    public string? RegisterUrl { get; init; }

    public string? HealthUrl { get; init; }

    public required string DynamodbUrl { get; init; }

    public required string EndpointUrl { get; init; }

    public required string Region { get; init; }

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public string? TokensTable { get; init; }

    public AWSCredentials Credentials => new BasicAWSCredentials(AccessKeyId, SecretAccessKey);

    /// <exception cref="FailedException">There is no such file, or it is another one's.</exception>
    public static ReadyFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<ReadyFile>(file, Web) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"The ready file {path} cannot be read: {error.Message} Local writes it once it serves.", innerException: error);
        }
        catch (JsonException error)
        {
            throw new FailedException($"{path} is no ready file of Local: {error.Message}", innerException: error);
        }
    }
}
