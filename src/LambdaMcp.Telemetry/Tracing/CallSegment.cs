using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Telemetry.Output;

namespace LambdaMcp.Telemetry.Tracing;

/// <summary>
/// A call of a function as a subsegment of the endpoint's own segment
/// (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html). Sent when it is disposed of.
/// </summary>
public sealed class CallSegment : IDisposable
{
    private static readonly AsyncLocal<CallSegment?> Flow = new();

    private readonly XRayDaemon _daemon;
    private readonly XRayTrace _trace;
    private readonly string _functionArn;
    private readonly string _tool;
    private readonly string? _traceParent;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _start;
    private readonly CallSegment? _outer = Flow.Value;

    internal CallSegment(XRayDaemon daemon, XRayTrace trace, string functionArn, string tool, string? traceParent, TimeProvider time)
    {
        (_daemon, _trace, _functionArn, _tool, _traceParent, _time) = (daemon, trace, functionArn, tool, traceParent, time);
        _start = time.GetUtcNow();
        Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Flow.Value = this;
    }

    /// <summary>The header that a call of Lambda carries to belong to the current subsegment; null without one.</summary>
    public static string? CurrentHeader => Flow.Value is { } segment ? segment._trace.Below(segment.Id) : null;

    /// <summary>The subsegment's id: 16 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The invocation's request id, when there was one.</summary>
    public string? RequestId { get; set; }

    /// <summary>How the call failed; none when it did not.</summary>
    public SegmentFailure Failure { get; set; }

    /// <summary>Ends the call and sends what it was.</summary>
    public void Dispose()
    {
        Flow.Value = _outer;
        var document = new ArrayBufferWriter<byte>(1024);
        document.Write("{\"format\":\"json\",\"version\":1}\n"u8);
        using (var json = new Utf8JsonWriter(document))
            Write(json, _time.GetUtcNow());
        _daemon.Send(document.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json, DateTimeOffset end)
    {
        var arn = _functionArn.Split(':');
        var name = arn.Length > 6 ? arn[6] : _functionArn;
        json.WriteStartObject();
        json.WriteString("name"u8, BoundedText.Of(name, 200));
        json.WriteString("id"u8, Id);
        json.WriteString("trace_id"u8, _trace.Root);
        json.WriteString("parent_id"u8, _trace.ParentId);
        json.WriteString("type"u8, "subsegment"u8);
        json.WriteString("namespace"u8, "aws"u8);
        WriteSeconds(json, "start_time"u8, _start);
        WriteSeconds(json, "end_time"u8, end);
        if (Failure is SegmentFailure.Fault)
            json.WriteBoolean("fault"u8, true);
        if (Failure is SegmentFailure.Error or SegmentFailure.Throttle)
            json.WriteBoolean("error"u8, true);
        if (Failure is SegmentFailure.Throttle)
            json.WriteBoolean("throttle"u8, true);
        json.WriteStartObject("aws"u8);
        json.WriteString("operation"u8, "Invoke"u8);
        json.WriteString("function_name"u8, BoundedText.Of(name, 200));
        if (arn.Length > 6)
            json.WriteString("region"u8, BoundedText.Of(arn[3], 64));
        if (!string.IsNullOrEmpty(RequestId))
            json.WriteString("request_id"u8, BoundedText.Of(RequestId, 64));
        json.WriteEndObject();
        json.WriteStartObject("annotations"u8);
        json.WriteString("tool"u8, BoundedText.Of(_tool, 256));
        if (TraceParent.TryParse(_traceParent, out var parent))
            json.WriteString("w3c_trace_id"u8, parent.TraceId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        json.WritePropertyName(name);
        json.WriteRawValue((time.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture));
    }
}
