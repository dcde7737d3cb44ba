using System.Buffers;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Sets;

/// <summary>The set that a request is sent to: what its path has below the endpoint's.</summary>
internal static class RequestedSet
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>The set's name; null for the endpoint itself.</summary>
    public static string? Of(HttpContext context) => context.Request.Path.Value is { Length: > 1 } path ? path[1..] : null;

    /// <exception cref="RequestRejectedException">There is no such set.</exception>
    public static async ValueTask RequireAsync(HttpContext context, ISetDirectory? sets)
    {
        if (!context.Request.Path.HasValue)
            return;
        var set = Of(context);
        if (sets is null || set is null || set.Length > LongestName || set.AsSpan().ContainsAnyExcept(Allowed) ||
            !await sets.ExistsAsync(set, Caller.ScopesOf(context), context.RequestAborted))
        {
            throw new RequestRejectedException(RequestRejection.SetNotFound, Parameters.Shortened(set ?? ""));
        }
    }
}
