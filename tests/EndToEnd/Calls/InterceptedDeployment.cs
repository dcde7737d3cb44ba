using EndToEnd.Fixture;

namespace EndToEnd.Calls;

/// <summary>A deployment whose calls a function looks at, before and after.</summary>
public sealed class InterceptedDeployment : LocalDeployment
{
    private const string Interceptor = "arn:aws:lambda:us-east-1:123456789012:function:private-interceptor";

    protected override IEnumerable<string> Parameters => [$"RequestInterceptorArn={Interceptor}", $"ResponseInterceptorArn={Interceptor}"];

    public override ValueTask InitializeAsync()
    {
        Require.Program("node");
        return base.InitializeAsync();
    }
}
