using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.SecretsManager;

/// <summary>Secrets Manager's GetSecretValue and DescribeSecret for the secrets that a template declares, over the JSON 1.1 protocol.</summary>
internal sealed class SecretsManagerService : IAwsService
{
    private readonly ConcurrentDictionary<string, Secret> _secrets = new(StringComparer.Ordinal);

    public string SigningName => "secretsmanager";

    /// <summary>Adds a secret or replaces its value.</summary>
    public void Add(string name, string arn, string secretString) =>
        _secrets[name] = new Secret(name, arn, secretString, Guid.NewGuid().ToString(), DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    public Task HandleAsync(AwsCall call) => AwsResult.WriteAsync(call.Http, call.Operation switch
    {
        "GetSecretValue" => Find(call.Input()).Value(),
        "DescribeSecret" => Find(call.Input()).Description(),
        var other => throw Rejected("UnknownOperationException", $"The local Secrets Manager has no operation {other}"),
    });

    private Secret Find(JsonObject input)
    {
        var id = input["SecretId"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw Rejected("InvalidParameterException", "SecretId is missing.");
        return _secrets.GetValueOrDefault(id) ?? _secrets.Values.FirstOrDefault(secret => secret.HasArn(id))
            ?? throw Rejected("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static AwsRejectedException Rejected(string type, string message) => new(StatusCodes.Status400BadRequest, type, message);
}
