using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(InvocationHead head) : ILambdaContext
{
    private ClientContext? _clientContext;
    private CognitoIdentity? _identity;
    private FunctionLog? _log;

    public string AwsRequestId => head.RequestId;

    public IClientContext ClientContext => _clientContext ??= RuntimeSupport.ClientContext.Parse(head.ClientContext);

    public string FunctionName => LambdaEnvironment.FunctionName;

    public string FunctionVersion => LambdaEnvironment.FunctionVersion;

    public ICognitoIdentity Identity => _identity ??= CognitoIdentity.Parse(head.CognitoIdentity);

    public string InvokedFunctionArn => head.FunctionArn;

    public ILambdaLogger Logger => _log ??= new FunctionLog(head.RequestId);

    public string LogGroupName => LambdaEnvironment.LogGroupName;

    public string LogStreamName => LambdaEnvironment.LogStreamName;

    public int MemoryLimitInMB => LambdaEnvironment.MemoryLimitInMB;

    public TimeSpan RemainingTime => TimeSpan.FromMilliseconds(head.DeadlineMs - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public string TraceId => head.TraceId ?? "";
}
