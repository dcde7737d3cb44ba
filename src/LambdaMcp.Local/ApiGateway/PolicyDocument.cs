using System.Text.Json;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>The IAM policy of an authorizer's answer.</summary>
internal sealed class PolicyDocument
{
    private const string InvokeAction = "execute-api:Invoke";

    private readonly List<Statement> _statements = [];

    /// <exception cref="GatewayFaultException">It is not a policy, or one with parts that are not emulated.</exception>
    public static PolicyDocument Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("Statement", out var statements))
            throw Unusable("the authorizer's policyDocument has no Statement");

        var policy = new PolicyDocument();
        foreach (var statement in statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToArray() : [statements])
            policy._statements.Add(ParseStatement(statement));
        return policy;
    }

    /// <summary>What the policy says of calling the method with this ARN.</summary>
    public PolicyVerdict Evaluate(string methodArn)
    {
        var verdict = PolicyVerdict.ImplicitlyDenied;
        foreach (var statement in _statements)
        {
            if (!statement.Actions.Any(action => Wildcard.IsMatch(action, InvokeAction, ignoreCase: true))
                || !statement.Resources.Any(resource => Wildcard.IsMatch(resource, methodArn, ignoreCase: false)))
                continue;
            if (!statement.Allows)
                return PolicyVerdict.ExplicitlyDenied;

            verdict = PolicyVerdict.Allowed;
        }
        return verdict;
    }

    private static Statement ParseStatement(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Unusable("a policy statement is not an object");
        foreach (var name in (ReadOnlySpan<string>)["Condition", "NotAction", "NotResource"])
        {
            if (json.TryGetProperty(name, out _))
                throw Unusable($"a policy statement with {name} is not emulated");
        }
        var effect = Texts(json, "Effect");
        if (effect is not ["Allow" or "Deny"])
            throw Unusable("a policy statement's Effect is neither Allow nor Deny");

        return new Statement(effect[0] == "Allow", Texts(json, "Action"), Texts(json, "Resource"));
    }

    private static string[] Texts(JsonElement statement, string name) =>
        !statement.TryGetProperty(name, out var value) ? throw Unusable($"a policy statement has no {name}")
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : throw Unusable($"a policy statement's {name} is neither text nor a list of texts");

    private static GatewayFaultException Unusable(string reason) => new(GatewayFault.AuthorizerMisconfigured, reason);

    private sealed record Statement(bool Allows, string[] Actions, string[] Resources);
}
