using LambdaMcp.Protocol.Sessions;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>The MCP endpoint: every HTTP request to its path ends here.</summary>
internal sealed class McpHttpEndpoint(PostHandler post, OriginPolicy origins, SessionLifecycle? sessions)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            RefuseForeignOrigin(context.Request);
            if (HttpMethods.IsPost(context.Request.Method))
                await post.HandleAsync(context);
            else if (HttpMethods.IsDelete(context.Request.Method) && !IsStateless(context.Request))
                await EndSessionAsync(context);
            else
                throw new RequestRejectedException(RequestRejection.HttpMethodNotAllowed, context.Request.Method);
        }
        catch (RequestRejectedException rejected)
        {
            await McpResponse.RejectAsync(context, default, rejected);
        }
        catch (Exception exception) when (PostHandler.IsOurs(exception, context))
        {
            await post.FailAsync(context, default, context.Request.Method, exception);
        }
    }

    private static bool IsStateless(HttpRequest request) => HeaderText.Find(request, McpHeaders.ProtocolVersion) == ProtocolVersions.Stateless;

    private void RefuseForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origins.Allows(request, origin))
            throw new RequestRejectedException(RequestRejection.OriginNotAllowed, origin);
    }

    private async Task EndSessionAsync(HttpContext context)
    {
        if (sessions is null)
            throw new RequestRejectedException(RequestRejection.SessionsNotInUse);
        var id = context.Request.Headers[McpHeaders.SessionId].ToString();
        if (id.Length == 0)
            throw new RequestRejectedException(RequestRejection.SessionIdMissing);

        await sessions.EndAsync(id, Caller.Of(context), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
