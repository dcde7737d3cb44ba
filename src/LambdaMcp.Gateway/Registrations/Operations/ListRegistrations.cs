using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary><c>GET /register</c>: what a filter takes, in pages, ordered by id.</summary>
internal sealed class ListRegistrations(IRegistrationStore store)
{
    private const int MostOnPage = 1000;

    public async Task HandleAsync(HttpContext context, string id)
    {
        var query = new QueryReader(context.Request, [.. RegistrationFilter.Parameters, "limit", "cursor"]);
        var filter = new RegistrationFilter(query);
        var limit = query.Number("limit", 1, MostOnPage) ?? MostOnPage;
        var after = "";
        if (query.Text("cursor") is { } cursor)
        {
            after = PageCursor.Read(cursor) ?? "";
            if (after.Length == 0)
                query.Refuse("cursor", "is not one that a page ended with: give nextCursor as it was");
        }

        if (query.HasFaults)
        {
            await query.SendFaultsAsync(context);
            return;
        }

        var rest = (await filter.SelectAsync(store, context.RequestAborted)).SkipWhile(registration => string.CompareOrdinal(registration.Id, after) <= 0).ToList();
        await RegistrationAnswer.SendAsync(context, StatusCodes.Status200OK, writer => WritePage(writer, rest, limit));
    }

    private static void WritePage(Utf8JsonWriter writer, List<Registration> rest, int limit)
    {
        var budget = new AnswerBudget();
        var count = 0;
        writer.WriteStartObject();
        writer.WriteStartArray("registrations"u8);
        foreach (var registration in rest.Take(limit))
        {
            var json = RegistrationContent.Write(registration);
            if (!budget.TryTake(json.Span))
                break;
            writer.WriteRawValue(json.Span, skipInputValidation: true);
            count++;
        }

        writer.WriteEndArray();
        if (count < rest.Count)
            writer.WriteString("nextCursor"u8, PageCursor.After(rest[count - 1].Id));
        writer.WriteEndObject();
    }
}
