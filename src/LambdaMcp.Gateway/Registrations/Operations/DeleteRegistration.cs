using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>DELETE /register/{id}</c>.</summary>
internal sealed class DeleteRegistration(IRegistrationStore store)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        for (var race = 0; race < ChangeRegistration.MaxRaces; race++)
        {
            if (await store.FindAsync(id, context.RequestAborted) is not { } stored)
            {
                await SendNotFoundAsync(context, id);
                return;
            }

            if (VersionCondition.Refuse(context.Request, null, stored) is { } status)
            {
                await ChangeRegistration.SendAnotherVersionAsync(context, status, stored);
                return;
            }

            if (await store.DeleteAsync(stored, context.RequestAborted) == RegistrationWrite.Done)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }
        }

        await ChangeRegistration.SendContendedAsync(context, id);
    }
}
