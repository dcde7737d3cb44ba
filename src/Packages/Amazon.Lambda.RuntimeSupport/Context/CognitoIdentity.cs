using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed record CognitoIdentity : ICognitoIdentity
{
    public string? IdentityId { get; private init; }

    public string? IdentityPoolId { get; private init; }

    /// <exception cref="JsonException">The identity is not JSON.</exception>
    public static CognitoIdentity Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new CognitoIdentity();
        using JsonDocument document = JsonDocument.Parse(json);
        return new CognitoIdentity
        {
            IdentityId = Value(document.RootElement, "cognitoIdentityId"),
            IdentityPoolId = Value(document.RootElement, "cognitoIdentityPoolId"),
        };
    }

    private static string? Value(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
