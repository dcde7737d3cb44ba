using Amazon.Lambda.Core;

namespace LambdaMcp.StdioBridge.Tests;

/// <summary>An invocation with the entries of its client context's map <c>custom</c>.</summary>
internal sealed class InvocationContext((string Key, string Value)[] custom) : ILambdaContext, IClientContext
{
    public string AwsRequestId => "0b1c2d3e";

    public IClientContext ClientContext => this;

    public IDictionary<string, string>? Environment => null;

    public IClientApplication? Client => null;

    public IDictionary<string, string>? Custom => custom.Length == 0 ? null : custom.ToDictionary(entry => entry.Key, entry => entry.Value);

    public string FunctionName => "under-test";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:under-test";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "/aws/lambda/under-test";

    public string LogStreamName => "log";

    public int MemoryLimitInMB => 128;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(30);
}
