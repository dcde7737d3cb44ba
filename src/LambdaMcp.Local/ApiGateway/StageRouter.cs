namespace LambdaMcp.Local.ApiGateway;

/// <summary>Sends requests to the API whose stage is the first segment of the path, all APIs being behind one port.</summary>
internal sealed class StageRouter(IReadOnlyList<RestApiHandler> apis)
{
    public Task HandleAsync(HttpContext context)
    {
        var path = GatewayRequest.RawPath(context);
        foreach (var api in apis)
        {
            var prefix = $"/{api.Api.Stage}";
            if (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))
                return api.HandleAsync(context, path.Length == prefix.Length ? "/" : path[prefix.Length..]);
        }
        var fault = GatewayFault.UnknownStage;
        return RestApiHandler.WriteAsync(context, GatewayResponses.Render(null, fault, new Dictionary<string, string>(), null), fault);
    }
}
