using Amazon.Lambda;
using Amazon.Runtime.Internal;

namespace LambdaMcp.Aws.Clients;

/// <summary>A client of Lambda that never calls a function a second time when the first call may have run.</summary>
internal sealed class InvokingLambdaClient(AmazonLambdaConfig config) : AmazonLambdaClient(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new InvokeRetryPolicy(Config)));
    }
}
