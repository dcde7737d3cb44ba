using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>What a Lambda authorizer answered: who calls, what they may do, and what the function is told of them.</summary>
internal sealed record AuthorizerAnswer(string PrincipalId, PolicyDocument Policy, IReadOnlyDictionary<string, string> Context)
{
    /// <exception cref="GatewayFaultException">The answer lacks a part that API Gateway insists on.</exception>
    public static AuthorizerAnswer Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw Unusable("the authorizer's answer is not a JSON object");
            if (!root.TryGetProperty("principalId", out var principal) || principal.ValueKind != JsonValueKind.String)
                throw Unusable("the authorizer's answer has no principalId");
            if (!root.TryGetProperty("policyDocument", out var policy))
                throw Unusable("the authorizer's answer has no policyDocument");

            return new AuthorizerAnswer(principal.GetString()!, PolicyDocument.Parse(policy), ReadContext(root));
        }
        catch (JsonException exception)
        {
            throw Unusable($"the authorizer's answer is not JSON: {exception.Message}");
        }
    }

    private static Dictionary<string, string> ReadContext(JsonElement root)
    {
        var context = new Dictionary<string, string>();
        if (!root.TryGetProperty("context", out var entries) || entries.ValueKind == JsonValueKind.Null)
            return context;
        if (entries.ValueKind != JsonValueKind.Object)
            throw Unusable("the authorizer's context is not an object");

        foreach (var entry in entries.EnumerateObject())
        {
            // API Gateway hands every value on as text.
            var text = entry.Value.ValueKind switch
            {
                JsonValueKind.String => entry.Value.GetString(),
                JsonValueKind.Number => entry.Value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Null => null,
                var kind => throw Unusable(string.Create(
                    CultureInfo.InvariantCulture, $"the authorizer's context has {entry.Name} of kind {kind}: only text, numbers and truth values pass")),
            };
            if (text is not null)
                context[entry.Name] = text;
        }
        return context;
    }

    private static GatewayFaultException Unusable(string reason) => new(GatewayFault.AuthorizerMisconfigured, reason);
}
