using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>How requests come in and answers go out on Lambda.</summary>
public class HostingOptions
{
    /// <summary>Whether an answer goes out as it is flushed, instead of whole at its end. The front door has to ask for streamed answers.</summary>
    /// <remarks>A preview feature of AWS's package: code that must build against it too disables CA2252 around the use.</remarks>
    public bool EnableResponseStreaming { get; set; }

    /// <summary>Whether the caller sees what an unhandled exception says.</summary>
    public bool IncludeUnhandledExceptionDetailInResponse { get; set; }

    /// <summary>Called with each request once it is read: its feature, the typed event, the invocation's context.</summary>
    public Action<IHttpRequestFeature, object, ILambdaContext>? PostMarshallRequestFeature { get; set; }
}
