using Amazon.Lambda.Core;

namespace Support;

/// <summary>What Lambda tells a function about its invocation, as far as a handler that is called directly needs it.</summary>
internal sealed class InvocationContext : ILambdaContext, IClientContext
{
    public string AwsRequestId => "0b1c2d3e";

    public IClientContext ClientContext => Custom is null ? null! : this;

    /// <summary>The client context's map <c>custom</c>; null: there is no client context.</summary>
    public IDictionary<string, string>? Custom { get; init; }

    public IDictionary<string, string>? Environment => null;

    public IClientApplication? Client => null;

    public string FunctionName => "under-test";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:under-test";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "/aws/lambda/under-test";

    public string LogStreamName => "log";

    public int MemoryLimitInMB => 128;

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromSeconds(5);
}
