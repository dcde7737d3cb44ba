namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Where the events come from.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API; null means <c>AWS_LAMBDA_RUNTIME_API</c>, as Lambda sets it.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
