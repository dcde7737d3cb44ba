using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>One thing that the registration API can do.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Segment">The path below <c>/register</c>: empty for that itself, a name, or <see cref="AnyId"/>.</param>
/// <param name="RunAsync">Does it; is given the path below <c>/register</c>.</param>
internal sealed record RegistrationOperation(string Method, string Segment, Func<HttpContext, string, Task> RunAsync)
{
    /// <summary>Stands for the id of a registration.</summary>
    public const string AnyId = "{id}";

    /// <summary>The path as OpenAPI writes it.</summary>
    public string Path => Segment.Length == 0 ? "/register" : $"/register/{Segment}";
}
