using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// <c>POST /register/import</c>: takes what <c>GET /register/export</c> gave. With <c>mode=merge</c> what the document does not have
/// stays, with <c>mode=replace</c> it goes. Nothing is written when anything is wrong.
/// </summary>
internal sealed class ImportRegistrations(IRegistrationStore store, ILogger logger)
{
    private static readonly string[] Modes = ["merge", "replace"];

    public async Task HandleAsync(HttpContext context, string id)
    {
        var query = new QueryReader(context.Request, "mode", "dryRun");
        var mode = query.Word("mode", static word => Array.IndexOf(Modes, word) is >= 0 and var index ? index : default(int?), Modes) ?? 0;
        var isTrial = query.Flag("dryRun") ?? false;
        if (query.HasFaults)
        {
            await query.SendFaultsAsync(context);
            return;
        }

        using var document = await RegistrationBody.ReadManyAsync(context);
        if (document is null)
            return;
        var plan = new ImportPlan();
        plan.Read(document.RootElement, store.CheckSize);
        if (plan.Faults.Count > 0)
        {
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, "The document has faults. Nothing was written.", plan.Faults);
            return;
        }

        var stored = new List<Registration>();
        await foreach (var registration in store.ListAsync(context.RequestAborted))
            stored.Add(registration);
        stored.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        if (VersionCondition.IsAnother(context.Request, RegistrationExport.TagOf(stored)))
        {
            await SendErrorAsync(context, StatusCodes.Status412PreconditionFailed, "The registrations have changed since they were exported. Export them again. Nothing was written.");
            return;
        }

        plan.Compare(stored, replaces: mode == 1);
        if (plan.Conflicts.Count > 0)
        {
            await SendErrorAsync(context, StatusCodes.Status409Conflict, "The document cannot be with what is stored. Nothing was written.", plan.Conflicts);
            return;
        }

        var run = new ImportRun(store, logger);
        if (!isTrial)
            await run.WriteAsync(plan, context.RequestAborted);
        var status = run.HasFailed ? StatusCodes.Status500InternalServerError : run.Conflicts.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        await SendAsync(context, status, writer => WriteReport(writer, plan, run, Modes[mode], isTrial));
    }

    private static void WriteReport(Utf8JsonWriter writer, ImportPlan plan, ImportRun run, string mode, bool isTrial)
    {
        writer.WriteStartObject();
        if (run.HasFailed)
            writer.WriteString("error"u8, "The table failed while registrations were written. What stands under conflicts may not have been done; import again.");
        else if (run.Conflicts.Count > 0)
            writer.WriteString("error"u8, "Others changed registrations while these were written. What stands under conflicts was not done; import again.");
        writer.WriteBoolean("dryRun"u8, isTrial);
        writer.WriteString("mode"u8, mode);
        WriteIds(writer, "created"u8, plan.Created.Select(registration => registration.Id).Where(id => !run.Conflicts.ContainsKey(id)));
        WriteIds(writer, "updated"u8, plan.Updated.Select(change => change.Stored.Id).Where(id => !run.Conflicts.ContainsKey(id)));
        WriteIds(writer, "unchanged"u8, plan.Unchanged);
        WriteIds(writer, "deleted"u8, plan.Deleted.Select(registration => registration.Id).Where(id => !run.Conflicts.ContainsKey(id)));
        writer.WriteStartArray("conflicts"u8);
        foreach (var (id, reason) in run.Conflicts.OrderBy(conflict => conflict.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("message"u8, reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids.Order(StringComparer.Ordinal))
            writer.WriteStringValue(id);
        writer.WriteEndArray();
    }
}
