using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LambdaMcp.Telemetry.Arguments;
using LambdaMcp.Telemetry.Metrics;
using LambdaMcp.Telemetry.Output;
using LambdaMcp.Telemetry.Tracing;

namespace LambdaMcp.Telemetry.Records;

/// <summary>Writes one record. Every text has a bound; README.md has the members' table.</summary>
internal readonly ref struct RecordWriter(RecordLine line, TelemetryOptions options, DateTimeOffset now)
{
    private const int Word = 64;
    private const int Name = 256;
    private const int Arn = 256;

    private readonly Utf8JsonWriter _json = line.Json;

    public void Begin(ReadOnlySpan<char> kind, (string Name, string Value)? detail, params ReadOnlySpan<MetricValue> metrics)
    {
        _json.WriteStartObject();
        _json.WriteString("audit"u8, kind);
        _json.WriteString("time"u8, now.UtcDateTime);
        line.Text("Service"u8, options.Service, Name);
        if (metrics.Length > 0 && options.Namespace is { } space)
            EmbeddedMetrics.Write(_json, space, now, detail, metrics);
    }

    public ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        return line.End();
    }

    public void Decision(Decision decision)
    {
        var outcome = decision.Outcome switch
        {
            DecisionOutcome.Granted => "granted",
            DecisionOutcome.Refused => "refused",
            _ => "limited",
        };
        // As the caller hears it: 401, or 403 where it is known and may not.
        var heard = decision.Outcome != DecisionOutcome.Refused ? outcome : decision.Reason == "insufficient_scope" ? "forbidden" : "unauthorized";
        var count = MetricValue.Count(MetricNames.Decisions, isDetailed: true);
        if (decision.Outcome == DecisionOutcome.Limited)
            Begin("decision", (MetricNames.Outcome, heard), count, MetricValue.Count(MetricNames.RateLimited));
        else
            Begin("decision", (MetricNames.Outcome, heard), count);
        _json.WriteString("outcome"u8, outcome);
        line.Text("reason"u8, decision.Reason, Word);
        line.Text("fault"u8, decision.Fault, Word);
        line.Text("principal"u8, decision.Principal, Name);
        line.Text("httpMethod"u8, decision.HttpMethod, Word);
        line.Text("path"u8, decision.Path, Name);
        Origin(decision.Origin, null);
    }

    public void Invocation(Invocation invocation, KnownNames tools)
    {
        var milliseconds = Math.Round(invocation.Duration.TotalMilliseconds, 3);
        var isError = invocation.Outcome is InvocationOutcome.Error or InvocationOutcome.ToolError;
        var metrics = new List<MetricValue>(7);
        // A task's start is not its call, which its worker makes; and what is not there was not called.
        if (invocation.Kind != InvocationKind.Task && invocation.Outcome != InvocationOutcome.Refused)
        {
            metrics.Add(MetricValue.Count(MetricNames.Calls, isDetailed: true));
            metrics.Add(MetricValue.Count(MetricNames.Errors, isError ? 1 : 0, isDetailed: true));
            metrics.Add(new(MetricNames.Latency, "Milliseconds", milliseconds, IsDetailed: true));
        }
        else if (invocation.Code == InvocationCodes.TooManyCalls)
        {
            metrics.Add(MetricValue.Count(MetricNames.RateLimited));
        }

        if (invocation.Attempts > 1)
            metrics.Add(MetricValue.Count(MetricNames.Repetitions, invocation.Attempts.Value - 1));
        if (invocation.OpenedBreaker)
            metrics.Add(MetricValue.Count(MetricNames.BreakerOpened));
        if (invocation.RequestBytes is { } sent)
            metrics.Add(new(MetricNames.RequestBytes, "Bytes", sent));
        if (invocation.ResponseBytes is { } received)
            metrics.Add(new(MetricNames.ResponseBytes, "Bytes", received));
        var isTool = invocation.IsKnown && invocation.Kind is InvocationKind.Tool or InvocationKind.BuiltIn;
        var isCounted = options.Namespace is not null && metrics.Exists(metric => metric.IsDetailed);

        Begin("invocation", isTool && isCounted ? (MetricNames.Tool, tools.Of(invocation.Name)) : null, metrics.ToArray());
        _json.WriteString("kind"u8, InvocationWords.Of(invocation.Kind));
        line.Text("method"u8, invocation.Method, Word);
        line.Text("name"u8, invocation.Name, Name);
        line.Text("set"u8, invocation.Set, Word);
        line.Text("principal"u8, invocation.Principal, Name);
        line.Text("target"u8, invocation.Target, Arn);
        _json.WriteString("outcome"u8, InvocationWords.Of(invocation.Outcome));
        line.Text("code"u8, invocation.Code, Word);
        _json.WriteNumber("durationMs"u8, milliseconds);
        line.Number("requestBytes"u8, invocation.RequestBytes);
        line.Number("responseBytes"u8, invocation.ResponseBytes);
        line.Number("attempts"u8, invocation.Attempts);
        if (invocation.IsCached)
            _json.WriteBoolean("cached"u8, true);
        Arguments(invocation);
        line.Text("targetRequestId"u8, invocation.TargetRequestId, Word);
        line.Text("task"u8, invocation.TaskId, Word);
        if (invocation.SessionId is { } session)
            _json.WriteString("sessionDigest"u8, DigestOf(session));
        Client(invocation.ClientInfo);
        line.Text("protocolVersion"u8, invocation.ProtocolVersion, Word);
        Origin(invocation.Origin, invocation.TraceParent);
    }

    public void Change(RegistrationChange change)
    {
        Begin("registration", null);
        _json.WriteString("operation"u8, change.Operation);
        line.Text("name"u8, change.RegistrationId, Name);
        line.Text("principal"u8, change.Origin.Signer, Name);
        line.Text("target"u8, change.Target, Arn);
        _json.WriteString("outcome"u8, change.Outcome);
        line.Number("versionBefore"u8, change.VersionBefore);
        line.Number("versionAfter"u8, change.VersionAfter);
        Origin(change.Origin, null);
    }

    private void Arguments(Invocation invocation)
    {
        if (options.Arguments == ArgumentForm.None)
            return;
        line.Text("argumentDigest"u8, invocation.ArgumentDigest, Name);
        if (options.Arguments != ArgumentForm.Redacted || invocation.Arguments.ValueKind == JsonValueKind.Undefined)
            return;
        _json.WritePropertyName("arguments"u8);
        RedactedArguments.Write(_json, invocation.Arguments, options.ArgumentNames);
    }

    private void Client(JsonElement info)
    {
        if (info.ValueKind != JsonValueKind.Object)
            return;
        if (info.TryGetProperty("name"u8, out var name) && name.ValueKind == JsonValueKind.String)
            line.Text("clientName"u8, name.GetString(), Word);
        if (info.TryGetProperty("version"u8, out var version) && version.ValueKind == JsonValueKind.String)
            line.Text("clientVersion"u8, version.GetString(), Word);
    }

    private void Origin(RequestOrigin origin, string? traceParent)
    {
        line.Text("tokenId"u8, origin.TokenId, Word);
        line.Text("functionRequestId"u8, origin.FunctionRequestId, Word);
        line.Text("apiRequestId"u8, origin.ApiRequestId, Word);
        var trace = XRayTrace.Current;
        if (TraceParent.TryParse(traceParent, out var parent))
            _json.WriteString("traceId"u8, parent.TraceId);
        else if (trace is not null)
            _json.WriteString("traceId"u8, trace.TraceId);
        if (trace is not null)
            _json.WriteString("xrayTraceId"u8, trace.Root);
    }

    // Enough to tell sessions apart. Their ids are long and random, so a plain hash gives none away.
    private static string DigestOf(string session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session)).AsSpan(0, 8));
}
