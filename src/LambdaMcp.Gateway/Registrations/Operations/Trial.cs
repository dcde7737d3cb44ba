using System.Text.Json;
using LambdaMcp.Gateway.Registrations.Probes;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>A change that is tried out: all is checked, the function too, and nothing is written.</summary>
internal sealed class Trial(IRegistrationStore store, IFunctionProbe probe)
{
    private const string Unique = "unique";

    public async Task CreateAsync(HttpContext context, TrialWish wish, Registration registration)
    {
        var stored = await store.FindAsync(registration.Id, context.RequestAborted);
        var same = stored is not null && RegistrationContent.Same(registration, stored);
        var unique = stored is null || same
            ? await CheckUniqueAsync(registration, context.RequestAborted)
            : new(Unique, ProbeOutcome.Failed, $"{stored.Id} is registered already, with other content. Replace it with PUT /register/{stored.Id}.");
        await SendAsync(context, wish, same ? stored! : registration, same ? "unchanged" : "created", unique);
    }

    public async Task ReplaceAsync(HttpContext context, TrialWish wish, Registration stored, Registration registration)
    {
        var unique = await CheckUniqueAsync(registration, context.RequestAborted);
        await SendAsync(context, wish, registration with { Version = stored.Version + 1 }, "updated", unique);
    }

    private async Task<ProbeCheck> CheckUniqueAsync(Registration registration, CancellationToken cancellationToken)
    {
        foreach (var claim in RegistrationClaim.Of(registration))
        {
            if (await store.FindHolderAsync(claim, cancellationToken) is { } holder && holder != registration.Id)
                return new(Unique, ProbeOutcome.Failed, $"Another registration, {holder}, has the same {claim.Member}. Choose another one, or change {holder} first.");
        }

        return new(Unique, ProbeOutcome.Passed, "No other registration has the same.");
    }

    private async Task SendAsync(HttpContext context, TrialWish wish, Registration registration, string outcome, ProbeCheck unique)
    {
        store.CheckSize(registration);
        List<ProbeCheck> checks = [unique, .. await probe.CheckAsync(registration, wish.Arguments, context.RequestAborted)];
        await RegistrationAnswer.SendAsync(context, StatusCodes.Status200OK, writer => Write(writer, registration, outcome, checks));
    }

    private static void Write(Utf8JsonWriter writer, Registration registration, string outcome, List<ProbeCheck> checks)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("dryRun"u8, true);
        writer.WriteBoolean("ok"u8, !checks.Exists(check => check.Outcome == ProbeOutcome.Failed));
        writer.WriteString("outcome"u8, outcome);
        ProbeJson.WriteChecks(writer, checks);
        writer.WritePropertyName("registration"u8);
        RegistrationJson.Write(writer, registration);
        writer.WriteEndObject();
    }
}
