using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>What the query of a change says of trying it out: <c>dryRun</c> and, for a call of the function, <c>arguments</c>.</summary>
internal sealed class TrialWish
{
    private const string DryRun = "dryRun";
    private const string WithArguments = "arguments";

    private readonly QueryReader _query;

    private TrialWish(QueryReader query) => _query = query;

    /// <summary>Whether nothing is to be written.</summary>
    public bool IsWanted { get; private init; }

    /// <summary>The arguments to call the function with; null: it is not to be called.</summary>
    public JsonElement? Arguments { get; private init; }

    public static TrialWish Read(HttpRequest request)
    {
        var query = new QueryReader(request, DryRun, WithArguments);
        var isWanted = query.Flag(DryRun) ?? false;
        var arguments = query.Text(WithArguments) is { } text ? ReadArguments(query, text) : null;
        if (arguments is not null && !isWanted)
            query.Refuse(WithArguments, "is for a dry run: add dryRun");
        return new(query) { IsWanted = isWanted, Arguments = arguments };
    }

    /// <summary>The body of the request that the wish came with; null when the request has been answered, as the query or the body is at fault.</summary>
    public async ValueTask<JsonDocument?> ReadBodyAsync(HttpContext context)
    {
        if (!_query.HasFaults)
            return await RegistrationBody.ReadAsync(context);
        await _query.SendFaultsAsync(context);
        return null;
    }

    private static JsonElement? ReadArguments(QueryReader query, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Said below.
        }

        query.Refuse(WithArguments, "must be a JSON object, percent-encoded");
        return null;
    }
}
