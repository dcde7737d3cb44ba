using Amazon.Lambda;
using Amazon.Runtime.Internal;

namespace LambdaMcp.Aws.Clients;

/// <summary>A client of Lambda that calls a function once: who called it decides whether it is called again.</summary>
internal sealed class InvokingLambdaClient(AmazonLambdaConfig config) : AmazonLambdaClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Marshaller>(new SegmentHeader());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new InvokeRetryPolicy(Config)));
    }
}
