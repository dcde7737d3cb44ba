using LambdaMcp.Protocol.LegacySse;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Sets;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>The MCP endpoint: every HTTP request to its path ends here.</summary>
internal sealed class McpHttpEndpoint(
    PostHandler post, GetHandler get, OriginPolicy origins, ISetDirectory? sets, SessionLifecycle? sessions, LegacyTransport? legacy, RequestLimits limits)
{
    /// <summary>The transport of MCP 2024-11-05, if it is served.</summary>
    public LegacyTransport? Legacy => legacy;

    public Task HandleAsync(HttpContext context) => HandleAsync(context, DispatchAsync);

    /// <summary>Serves a request, and answers if it cannot be served.</summary>
    public async Task HandleAsync(HttpContext context, Func<HttpContext, Task> serve)
    {
        try
        {
            origins.RefuseForeign(context.Request);
            _ = Caller.AllowancesOf(context); // Before a stream begins, on which nothing can be refused any more.
            await AdmitAsync(context, serve);
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

    private async Task AdmitAsync(HttpContext context, Func<HttpContext, Task> serve)
    {
        var admission = limits.Begin(context);
        context.Features.Set(admission);
        try
        {
            await RequestedSet.RequireAsync(context, sets);
            await serve(context);
        }
        finally
        {
            await admission.EndAsync();
        }
    }

    private async Task DispatchAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsPost(method))
        {
            await post.HandleAsync(context);
            return;
        }

        await Admission.Of(context).RequireAsync();
        await DispatchSessionAsync(context, method);
    }

    private Task DispatchSessionAsync(HttpContext context, string method)
    {
        // The newest revision has one method; the others have more where there are sessions.
        var hasSessions = sessions is not null && !RequestEra.Of(context.Request).IsStateless;
        if (hasSessions && HttpMethods.IsDelete(method))
            return EndSessionAsync(context, sessions!);
        if (hasSessions && HttpMethods.IsGet(method) && get.IsOffered)
            return get.HandleAsync(context);
        context.Response.Headers.Allow = (hasSessions, get.IsOffered) switch
        {
            (true, true) => "POST, GET, DELETE",
            (true, false) => "POST, DELETE",
            _ => "POST",
        };
        throw new RequestRejectedException(RequestRejection.HttpMethodNotAllowed, method);
    }

    private static async Task EndSessionAsync(HttpContext context, SessionLifecycle sessions)
    {
        var id = context.Request.Headers[McpHeaders.SessionId].ToString();
        if (id.Length == 0)
            throw new RequestRejectedException(RequestRejection.SessionIdMissing);

        await sessions.EndAsync(id, Caller.Of(context), RequestedSet.Of(context), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
