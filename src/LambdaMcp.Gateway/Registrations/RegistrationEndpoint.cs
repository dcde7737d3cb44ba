using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>
/// The registration API: <c>POST</c> and <c>GET /register</c>, <c>GET</c>, <c>PUT</c> and <c>DELETE /register/{id}</c>. Whoever gets here
/// is an administrator: API Gateway has checked the AWS signature.
/// </summary>
internal sealed class RegistrationEndpoint(IRegistrationStore store)
{
    private const int MaxRaces = 5;

    // Of a key of the table, in bytes of UTF-8; nothing longer can be registered.
    private const int LongestId = 2048;

    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = Registration.DeepestJson, AllowDuplicateProperties = false };

    public async Task HandleAsync(HttpContext context)
    {
        var id = context.Request.Path.Value?.Trim('/') ?? "";
        try
        {
            if (Encoding.UTF8.GetByteCount(id) > LongestId)
                await SendErrorAsync(context, StatusCodes.Status404NotFound, "No registration has an id that long.");
            else
                await DispatchAsync(context, id);
        }
        catch (RegistrationTooLargeException exception)
        {
            await SendErrorAsync(context, StatusCodes.Status413PayloadTooLarge, exception.Message);
        }
    }

    private Task DispatchAsync(HttpContext context, string id) =>
        (context.Request.Method, id) switch
        {
            ("POST", "") => CreateAsync(context),
            ("GET", "") => ListAsync(context),
            ("GET", _) => ShowAsync(context, id),
            ("PUT", not "") => ReplaceAsync(context, id),
            ("DELETE", not "") => DeleteAsync(context, id),
            _ => SendErrorAsync(context, StatusCodes.Status405MethodNotAllowed, "There is no such operation. Use POST or GET on /register, GET, PUT or DELETE on /register/{id}."),
        };

    private async Task CreateAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } document)
            return;
        var registration = document.Registration;
        if (await store.TryCreateAsync(registration, context.RequestAborted))
            await SendAsync(context, StatusCodes.Status201Created, registration);
        else
            await SendErrorAsync(context, StatusCodes.Status409Conflict, $"{registration.Id} is registered already. Replace it with PUT /register/{registration.Id}.");
    }

    private async Task ListAsync(HttpContext context)
    {
        var registrations = new List<Registration>();
        await foreach (var registration in store.ListAsync(context.RequestAborted))
            registrations.Add(registration);
        await SendAsync(context, registrations.OrderBy(registration => registration.Id, StringComparer.Ordinal));
    }

    private async Task ShowAsync(HttpContext context, string id)
    {
        if (await store.FindAsync(id, context.RequestAborted) is { } registration)
            await SendAsync(context, StatusCodes.Status200OK, registration);
        else
            await SendNotFoundAsync(context, id);
    }

    private async Task ReplaceAsync(HttpContext context, string id)
    {
        if (await ReadAsync(context) is not { } document)
            return;
        var registration = document.Registration;
        if (registration.Id != id)
        {
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, $"The body describes {registration.Id}, not {id}. An id cannot change: delete the one and create the other.");
            return;
        }

        for (var race = 0; race < MaxRaces; race++)
        {
            if (await store.FindAsync(id, context.RequestAborted) is not { } stored)
            {
                await SendNotFoundAsync(context, id);
                return;
            }

            if (VersionCondition.Refuse(context.Request, document.Version, stored.Version) is { } status)
            {
                await SendErrorAsync(context, status, $"{id} has the version {stored.Version} by now. Read it again, and make your change to that.");
                return;
            }

            if (await store.TryReplaceAsync(registration with { Version = stored.Version }, context.RequestAborted))
            {
                await SendAsync(context, StatusCodes.Status200OK, registration with { Version = stored.Version + 1 });
                return;
            }
        }

        await SendErrorAsync(context, StatusCodes.Status409Conflict, $"{id} is being changed by others. Try again.");
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        if (await store.DeleteAsync(id, context.RequestAborted))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await SendNotFoundAsync(context, id);
    }

    /// <summary>What the body says; null when it was faulty and has been answered.</summary>
    private static async Task<(Registration Registration, long? Version)?> ReadAsync(HttpContext context)
    {
        try
        {
            if (await RegistrationBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
            {
                await SendErrorAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body may take at most {RegistrationBody.Longest:N0} bytes.");
                return null;
            }

            if (!JsonUnicode.IsValid(body.Span))
                throw new JsonException("A text in it is not Unicode.");
            using var document = JsonDocument.Parse(body, DocumentOptions);
            var reader = new RegistrationReader(document.RootElement);
            var registration = reader.Read();
            if (reader.Faults.Count == 0)
                return (registration, reader.Version);
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, "The registration has faults.", reader.Faults);
        }
        catch (JsonException exception)
        {
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, $"The body is not acceptable JSON. {exception.Message}");
        }

        return null;
    }

    private static Task SendNotFoundAsync(HttpContext context, string id) =>
        SendErrorAsync(context, StatusCodes.Status404NotFound, $"There is no registration {id}. GET /register lists them.");
}
