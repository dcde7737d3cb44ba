using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>GET /register/export</c>. Its entity tag, in <c>If-Match</c> of an import, stands for the whole table as it was read.</summary>
internal sealed class ExportRegistrations(IRegistrationStore store)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        var query = new QueryReader(context.Request, RegistrationFilter.Parameters);
        var filter = new RegistrationFilter(query);
        if (query.HasFaults)
        {
            await query.SendFaultsAsync(context);
            return;
        }

        var all = new List<Registration>();
        await foreach (var registration in store.ListAsync(context.RequestAborted))
            all.Add(registration);
        all.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        if (RegistrationExport.Write(all.Where(filter.Takes)) is not { } json)
        {
            await SendErrorAsync(
                context, StatusCodes.Status413PayloadTooLarge,
                "There is more than one answer can carry. Export it in parts, by type, tag or namePrefix, and import these with mode=merge.");
            return;
        }

        var tag = RegistrationExport.TagOf(all);
        context.Response.Headers.ETag = tag;
        await SendAsync(context, StatusCodes.Status200OK, json);
    }
}
