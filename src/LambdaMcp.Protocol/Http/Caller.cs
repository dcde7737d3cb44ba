using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Who sent an HTTP request, as the authentication in front of the endpoint says.</summary>
internal static class Caller
{
    public static string Of(HttpContext context) => context.User.Identity?.Name ?? "anonymous";
}
