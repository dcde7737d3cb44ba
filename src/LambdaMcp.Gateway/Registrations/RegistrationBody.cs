using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Reads the body of a request, as long as one registration may be.</summary>
internal static class RegistrationBody
{
    /// <summary>In bytes: somewhat more than the table can hold.</summary>
    public const int Longest = 512 * 1024;

    /// <summary>The body, or null when it is too long.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Longest)
            return null;
        var body = new byte[Longest + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > Longest)
            return null;
        return body.AsMemory(0, length);
    }
}
