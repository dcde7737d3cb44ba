using Amazon.Lambda.AspNetCoreServer.Hosting.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Requests;

/// <summary>The request, as ASP.NET Core sees it.</summary>
internal sealed class Request(HttpEvent httpEvent, string id) : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpRequestIdentifierFeature
{
    public string Protocol { get; set; } = "HTTP/1.1";

    public string Scheme { get; set; } = "https";

    public string Method { get; set; } = httpEvent.Method;

    public string PathBase { get; set; } = RoutedPath.Decode(httpEvent.PathBase);

    public string Path { get; set; } = RoutedPath.Decode(httpEvent.Path);

    public string QueryString { get; set; } = httpEvent.Query;

    public string RawTarget { get; set; } = httpEvent.PathBase + httpEvent.Path + httpEvent.Query;

    public IHeaderDictionary Headers { get; set; } = httpEvent.Headers;

    public Stream Body { get; set; } = httpEvent.Body.Count == 0
        ? Stream.Null
        : new MemoryStream(httpEvent.Body.Array!, httpEvent.Body.Offset, httpEvent.Body.Count, writable: false, publiclyVisible: true);

    public bool CanHaveBody => httpEvent.Body.Count > 0;

    public string TraceIdentifier { get; set; } = id;
}
