using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>PUT</c> and <c>PATCH /register/{id}</c>.</summary>
internal sealed class ChangeRegistration(IRegistrationStore store, Trial trial)
{
    /// <summary>How often a change is made again that lost a race, before the client is asked to.</summary>
    public const int MaxRaces = 5;

    private const string Patches = "application/merge-patch+json";

    /// <summary>Replaces a registration by the one in the body.</summary>
    public Task ReplaceAsync(HttpContext context, string id) => ChangeAsync(context, id, static (_, body) => new(body));

    /// <summary>Merges the body into a registration (RFC 7396).</summary>
    public Task PatchAsync(HttpContext context, string id)
    {
        if (context.Request.ContentType is { Length: > 0 } type &&
            !(MediaTypeHeaderValue.TryParse(type, out var media) && media.MediaType.Value?.ToLowerInvariant() is Patches or "application/json"))
        {
            context.Response.Headers["Accept-Patch"] = Patches;
            return SendErrorAsync(context, StatusCodes.Status415UnsupportedMediaType, $"A patch is a JSON Merge Patch (RFC 7396): send it as {Patches}.");
        }

        return ChangeAsync(context, id, static (stored, patch) =>
        {
            using var merged = RegistrationBody.Parse(MergePatch.Apply(stored, patch));
            return new(merged.RootElement.Clone());
        });
    }

    /// <summary>Says that the change was made to another version.</summary>
    public static Task SendAnotherVersionAsync(HttpContext context, int status, Registration stored)
    {
        context.Response.Headers.ETag = VersionCondition.TagOf(stored);
        return SendErrorAsync(context, status, $"{stored.Id} has the version {stored.Version} by now. Read it again, and make your change to that.");
    }

    /// <summary>Says that others were faster each time.</summary>
    public static Task SendContendedAsync(HttpContext context, string id) =>
        SendErrorAsync(context, StatusCodes.Status409Conflict, $"{id} is being changed by others. Try again.");

    private async Task ChangeAsync(HttpContext context, string id, Func<Registration, JsonElement, RegistrationReader> read)
    {
        var wish = TrialWish.Read(context.Request);
        using var document = await wish.ReadBodyAsync(context);
        if (document is null)
            return;
        for (var race = 0; race < MaxRaces; race++)
        {
            if (await store.FindAsync(id, context.RequestAborted) is not { } stored)
            {
                await SendNotFoundAsync(context, id);
                return;
            }

            if (await TryChangeAsync(context, wish, stored, document.RootElement, read))
                return;
        }

        await SendContendedAsync(context, id);
    }

    /// <summary>False when it was changed by others in between, and nothing has been answered.</summary>
    private async Task<bool> TryChangeAsync(
        HttpContext context, TrialWish wish, Registration stored, JsonElement body, Func<Registration, JsonElement, RegistrationReader> read)
    {
        var (reader, registration) = Read(stored, body, read);
        if (reader is not { Faults.Count: 0 })
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, "The registration has faults.", reader?.Faults ?? [new("", "nests too deep")]);
        else if (registration.Type != stored.Type || registration.Name != stored.Name)
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, $"The body describes {registration.Id}, not {stored.Id}. An id cannot change: delete the one and create the other.");
        else if (VersionCondition.Refuse(context.Request, reader.Version, stored) is { } status)
            await SendAnotherVersionAsync(context, status, stored);
        else if (wish.IsWanted)
            await trial.ReplaceAsync(context, wish, stored, registration with { Id = stored.Id, Version = stored.Version });
        else
            return await WriteAsync(context, stored, registration with { Id = stored.Id, Version = stored.Version + 1 });
        return true;
    }

    private static (RegistrationReader? Reader, Registration Registration) Read(
        Registration stored, JsonElement body, Func<Registration, JsonElement, RegistrationReader> read)
    {
        try
        {
            var reader = read(stored, body);
            return (reader, reader.Read());
        }
        catch (JsonException)
        {
            // A patch may nest what is no deeper than allowed below something.
            return (null, stored);
        }
    }

    private async Task<bool> WriteAsync(HttpContext context, Registration stored, Registration registration)
    {
        var write = await store.ReplaceAsync(stored, registration, context.RequestAborted);
        if (write == RegistrationWrite.Stale)
            return false;
        if (write.Holder is not null)
            await SendTakenAsync(context, write);
        else
            await SendAsync(context, StatusCodes.Status200OK, registration);
        return true;
    }
}
