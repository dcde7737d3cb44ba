using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::Serverless::Api</c> and the Api events of functions.</summary>
internal static class ApiReader
{
    /// <param name="stack">The account and region.</param>
    /// <param name="logicalId">The API's logical id.</param>
    /// <param name="id">The API's id.</param>
    /// <param name="properties">The resolved properties, Globals included.</param>
    /// <param name="events">The functions' Api events that name this API.</param>
    public static RestApi Read(StackIdentity stack, string logicalId, string id, TemplateMap properties, IEnumerable<ApiEvent> events)
    {
        if (properties.Find("DefinitionBody") is { } body)
            throw new TemplateException(body.Position, "DefinitionBody is not emulated: declare routes as Api events of functions");

        var auth = properties.Map("Auth");
        var authorizers = auth.Map("Authorizers").Entries.ToDictionary(entry => entry.Key, entry => Authorizer(entry.Key, entry.Value));
        var routes = events.Select(entry => Route(entry, auth, authorizers)).ToList();
        foreach (var same in routes.GroupBy(route => (route.Method, route.Path)).Where(group => group.Count() > 1))
            throw new TemplateException(properties.Position, $"{same.Key.Method} {same.Key.Path} is declared {same.Count()} times");

        return new RestApi
        {
            Id = id,
            LogicalId = logicalId,
            Region = stack.Region,
            AccountId = stack.AccountId,
            Stage = properties.Text("StageName") ?? "Prod",
            Routes = routes,
            Authorizers = authorizers,
            GatewayResponses = properties.Map("GatewayResponses").Entries.ToDictionary(entry => entry.Key, entry => GatewayResponse(entry.Key, entry.Value)),
            // SAM writes image~1png where a property name may hold no slash.
            BinaryMediaTypes = [.. properties.List("BinaryMediaTypes").Select(item => item.AsText("BinaryMediaTypes").Replace("~1", "/"))],
            StageVariables = properties.Map("Variables").Texts(),
        };
    }

    private static ApiRoute Route(ApiEvent entry, TemplateMap apiAuth, Dictionary<string, AuthorizerDefinition> authorizers)
    {
        var properties = entry.Properties;
        var method = properties.RequiredText("Method").ToUpperInvariant();
        var authorizer = properties.Map("Auth").Text("Authorizer") ?? DefaultAuthorizer(apiAuth, method);
        var authorization = authorizer switch
        {
            null or "NONE" => RouteAuthorization.None,
            "AWS_IAM" => RouteAuthorization.Iam,
            _ when authorizers.ContainsKey(authorizer) => RouteAuthorization.Lambda,
            _ => throw new TemplateException(properties.Position, $"the API has no authorizer {authorizer}"),
        };
        return new ApiRoute
        {
            Method = method,
            Path = properties.RequiredText("Path") is ['/', ..] path ? path
                : throw new TemplateException(properties.Position, "Path must begin with a slash"),
            FunctionArn = entry.FunctionArn,
            Streamed = properties.Text("ResponseTransferMode") == "RESPONSE_STREAM",
            Authorization = authorization,
            Authorizer = authorization == RouteAuthorization.Lambda ? authorizer : null,
            Timeout = Timeout(properties),
        };
    }

    private static TimeSpan Timeout(TemplateMap properties)
    {
        if (properties.Integer("TimeoutInMillis") is not { } limit)
            return GatewayLimits.IntegrationTimeout;
        return limit >= 50 && limit <= GatewayLimits.LongestTimeout.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(limit)
            : throw new TemplateException(
                properties.Find("TimeoutInMillis")!.Position, $"TimeoutInMillis must be from 50 to {GatewayLimits.LongestTimeout.TotalMilliseconds}");
    }

    private static string? DefaultAuthorizer(TemplateMap auth, string method) =>
        method == "OPTIONS" && auth.Find("AddDefaultAuthorizerToCorsPreflight") is not null && !auth.Boolean("AddDefaultAuthorizerToCorsPreflight")
            ? null
            : auth.Text("DefaultAuthorizer");

    private static AuthorizerDefinition Authorizer(string name, TemplateValue value)
    {
        var properties = value.AsMap(name);
        if (properties.Text("FunctionArn") is not { } function || properties.Text("FunctionPayloadType") != "REQUEST")
            throw new TemplateException(properties.Position, $"the authorizer {name} is not emulated: only Lambda authorizers of type REQUEST are");

        var identity = properties.Map("Identity");
        return new AuthorizerDefinition(
            function,
            [.. identity.List("Headers").Select(item => item.AsText("Headers"))],
            [.. identity.List("QueryStrings").Select(item => item.AsText("QueryStrings"))],
            TimeSpan.FromSeconds(identity.Integer("ReauthorizeEvery") ?? 300));
    }

    private static GatewayResponseDefinition GatewayResponse(string name, TemplateValue value)
    {
        var properties = value.AsMap(name);
        return new GatewayResponseDefinition(
            properties.Integer("StatusCode"),
            properties.Map("ResponseParameters").Map("Headers").Texts(),
            properties.Map("ResponseTemplates").Texts());
    }
}
