using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>GET /register/{id}</c>.</summary>
internal sealed class ShowRegistration(IRegistrationStore store)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        if (await store.FindAsync(id, context.RequestAborted) is not { } registration)
        {
            await SendNotFoundAsync(context, id);
            return;
        }

        var tag = VersionCondition.TagOf(registration);
        if (VersionCondition.IsKnown(context.Request, tag))
        {
            context.Response.Headers.ETag = tag;
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await SendAsync(context, StatusCodes.Status200OK, registration);
    }
}
