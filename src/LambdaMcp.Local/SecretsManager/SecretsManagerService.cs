using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.SecretsManager;

/// <summary>Secrets Manager's GetSecretValue and DescribeSecret for the secrets that a template declares.</summary>
internal sealed class SecretsManagerService
{
    private readonly ConcurrentDictionary<string, Secret> _secrets = new(StringComparer.Ordinal);

    /// <summary>Adds a secret or replaces its value.</summary>
    public void Add(string name, string arn, string secretString) =>
        _secrets[name] = new Secret(name, arn, secretString, Guid.NewGuid().ToString(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    /// <summary>Answers a request of the AWS JSON 1.1 protocol.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString();
        Func<Secret, JsonObject>? describe = operation switch
        {
            "secretsmanager.GetSecretValue" => static secret => secret.Value(),
            "secretsmanager.DescribeSecret" => static secret => secret.Description(),
            _ => null,
        };
        if (describe is null)
            await WriteAsync(context, StatusCodes.Status400BadRequest, Error("UnknownOperationException", $"The local Secrets Manager has no operation {operation}"));
        else if (await ReadSecretIdAsync(context) is not { } id)
            await WriteAsync(context, StatusCodes.Status400BadRequest, Error("InvalidParameterException", "SecretId is missing."));
        else if (Find(id) is not { } secret)
            await WriteAsync(context, StatusCodes.Status400BadRequest, Error("ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        else
            await WriteAsync(context, StatusCodes.Status200OK, describe(secret));
    }

    private static async Task<string?> ReadSecretIdAsync(HttpContext context)
    {
        try
        {
            var request = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
            return request?["SecretId"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Secret? Find(string id) => _secrets.GetValueOrDefault(id) ?? _secrets.Values.FirstOrDefault(secret => secret.HasArn(id));

    private static JsonObject Error(string type, string message) => new() { ["__type"] = type, ["Message"] = message };

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
