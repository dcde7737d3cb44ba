using Amazon.Runtime;
using Amazon.Runtime.Internal;
using LambdaMcp.Telemetry.Tracing;

namespace LambdaMcp.Aws.Clients;

/// <summary>
/// Puts a call of Lambda below the subsegment that stands for it. Elsewhere the SDK's own header is right, which names the segment of the
/// endpoint's invocation.
/// </summary>
internal sealed class SegmentHeader : PipelineHandler
{
    private const string Header = "x-amzn-trace-id";

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (CallSegment.CurrentHeader is { } header)
            executionContext.RequestContext.Request.Headers[Header] = header;
        return base.InvokeAsync<T>(executionContext);
    }
}
