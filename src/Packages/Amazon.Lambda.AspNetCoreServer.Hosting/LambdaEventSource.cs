namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The front door of the function.</summary>
public enum LambdaEventSource
{
    /// <summary>A REST API of API Gateway.</summary>
    RestApi,

    /// <summary>An HTTP API of API Gateway (payload format 2.0) or a function URL.</summary>
    HttpApi,
}
