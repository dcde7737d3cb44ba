namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>The two shapes in which HTTP requests reach a function.</summary>
internal enum HttpEventKind
{
    /// <summary>Of a REST API: payload format 1.0.</summary>
    RestApi,

    /// <summary>Of an HTTP API or a function URL: payload format 2.0.</summary>
    HttpApi,
}
