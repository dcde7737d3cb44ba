using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Sets;
using LambdaMcp.Telemetry.Records;
using LambdaMcp.Telemetry.Tracing;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>What a message's transport says of it, beside the message itself.</summary>
internal sealed record Sender
{
    /// <summary>Who sent it.</summary>
    public required string Principal { get; init; }

    /// <summary>What they may do.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What their token is narrowed to.</summary>
    public Allowances Allowed { get; init; } = Allowances.Everything;

    /// <summary>The named subset of the catalog that it was sent to; null: all of it.</summary>
    public string? Set { get; init; }

    /// <summary>When the host will end the request, if it does.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When what they may do ends; null where that is not known.</summary>
    public DateTimeOffset? RightsEnd { get; init; }

    /// <summary>The value of a header, or null; null itself where the transport has no headers.</summary>
    public Func<string, string?>? Header { get; init; }

    /// <summary>All headers.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Headers { get; init; } = static () => [];

    /// <summary>By what ids it is known elsewhere.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Unknown;

    private string? Trace { get; init; }

    /// <exception cref="RequestRejectedException">What the caller may use cannot be read.</exception>
    public static Sender Of(HttpContext context, McpEndpointOptions options)
    {
        var request = context.Request;
        return new()
        {
            Principal = Caller.Of(context),
            Scopes = Caller.ScopesOf(context),
            Allowed = Caller.AllowancesOf(context),
            Set = RequestedSet.Of(context),
            Deadline = options.Deadline(context),
            RightsEnd = Caller.RightsEndOf(context),
            Origin = Caller.OriginOf(context),
            Trace = request.Headers.TraceParent is [var only] ? only : null,
            Header = header => HeaderText.Find(request, header),
            Headers = () => HeaderText.All(request),
        };
    }

    /// <summary>
    /// The W3C trace context of a message: in <c>params._meta</c> (MCP 2026-07-28), or in the header <c>traceparent</c>; without one that is well
    /// formed, the X-Ray trace of the Lambda invocation.
    /// </summary>
    public string? TraceParentOf(JsonElement parameters)
    {
        var said = parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("_meta"u8, out var meta) &&
            meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("traceparent"u8, out var parent) && parent.ValueKind == JsonValueKind.String
            ? parent.GetString()
            : Trace;
        return TraceParent.TryParse(said, out var valid) ? valid.ToString() : XRayTrace.Current?.ToTraceParent()?.ToString();
    }
}
