using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.Cli.Aws;

/// <summary>Calls of services that speak JSON, with JSON as it is: each answer is looked into in one place only.</summary>
internal static class AwsJson
{
    private static readonly JsonTypeInfo<JsonObject> Object = (JsonTypeInfo<JsonObject>)JsonSerializerOptions.Web.GetTypeInfo(typeof(JsonObject));

    /// <summary>Calls an operation by the JSON protocol 1.1.</summary>
    public static Task<JsonObject> PostAsync(SignedClient client, string target, JsonObject input, CancellationToken cancellationToken) =>
        client.CallAsync(SignedCall.Json("1.1", target, input, Object), Object, cancellationToken);

    /// <summary>Asks a service of the REST-JSON protocol.</summary>
    public static Task<JsonObject> GetAsync(
        SignedClient client, string path, CancellationToken cancellationToken, IReadOnlyList<KeyValuePair<string, string>>? pathValues = null, IReadOnlyList<KeyValuePair<string, string?>>? query = null) =>
        client.CallAsync(SignedCall.Get(path, pathValues ?? [], query ?? []), Object, cancellationToken);
}
