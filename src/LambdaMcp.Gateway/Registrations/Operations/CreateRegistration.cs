using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>POST /register</c>. Sent again with the same content it changes nothing and succeeds.</summary>
internal sealed class CreateRegistration(IRegistrationStore store, Trial trial)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        var wish = TrialWish.Read(context.Request);
        using var document = await wish.ReadBodyAsync(context);
        if (document is null)
            return;
        var reader = new RegistrationReader(document.RootElement);
        var registration = reader.Read();
        if (reader.Faults.Count > 0)
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, "The registration has faults.", reader.Faults);
        else if (wish.IsWanted)
            await trial.CreateAsync(context, wish, registration);
        else
            await CreateAsync(context, registration);
    }

    private async Task CreateAsync(HttpContext context, Registration registration)
    {
        for (var race = 0; race < ChangeRegistration.MaxRaces; race++)
        {
            var write = await store.CreateAsync(registration, context.RequestAborted);
            if (write == RegistrationWrite.Done)
            {
                await SendAsync(context, StatusCodes.Status201Created, registration);
                return;
            }

            if (write.Holder is not null)
            {
                await SendTakenAsync(context, write);
                return;
            }

            if (await store.FindAsync(registration.Id, context.RequestAborted) is { } stored)
            {
                await SendExistingAsync(context, registration, stored);
                return;
            }
        }

        await ChangeRegistration.SendContendedAsync(context, registration.Id);
    }

    private static Task SendExistingAsync(HttpContext context, Registration registration, Registration stored) =>
        RegistrationContent.Same(registration, stored)
            ? SendAsync(context, StatusCodes.Status200OK, stored)
            : SendErrorAsync(
                context, StatusCodes.Status409Conflict, $"{stored.Id} is registered already, with other content. Replace it with PUT /register/{stored.Id}.");
}
