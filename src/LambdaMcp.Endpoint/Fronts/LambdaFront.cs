using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.Core;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>What a request that came as a Lambda event brings beside its HTTP.</summary>
internal static class LambdaFront
{
    /// <summary>When Lambda will end the invocation.</summary>
    public static DateTimeOffset? Deadline(HttpContext context) =>
        context.Items[AbstractAspNetCoreFunction.LAMBDA_CONTEXT] is ILambdaContext lambda ? DateTimeOffset.UtcNow + lambda.RemainingTime : null;

    /// <summary>What the authorizer said of the caller.</summary>
    public static IReadOnlyDictionary<string, string>? Authorizer(HttpContext context) =>
        context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] switch
        {
            APIGatewayProxyRequest { RequestContext.Authorizer: { } values } => Text(values),
            APIGatewayHttpApiV2ProxyRequest { RequestContext.Authorizer.Lambda: { } values } => Text(values),
            _ => null,
        };

    private static Dictionary<string, string> Text(IDictionary<string, object> values)
    {
        var text = new Dictionary<string, string>(values.Count, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            text[name] = value?.ToString() ?? "";
        return text;
    }
}
