using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Reads the JSON of a request's body.</summary>
internal static class RegistrationBody
{
    /// <summary>Of one registration, in bytes: somewhat more than the table can hold.</summary>
    public const int Longest = 512 * 1024;

    /// <summary>Of many, in bytes: an event of Lambda's takes 6 MB, with the body in a JSON string.</summary>
    public const int LongestOfMany = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions One = new() { MaxDepth = Registration.DeepestJson, AllowDuplicateProperties = false };

    // An object and its array are around each.
    private static readonly JsonDocumentOptions Many = new() { MaxDepth = Registration.DeepestJson + 2, AllowDuplicateProperties = false };

    /// <summary>The JSON; null when it cannot be used and has been answered.</summary>
    public static Task<JsonDocument?> ReadAsync(HttpContext context) => ReadAsync(context, Longest, One);

    /// <summary>The JSON of many registrations; null when it cannot be used and has been answered.</summary>
    public static Task<JsonDocument?> ReadManyAsync(HttpContext context) => ReadAsync(context, LongestOfMany, Many);

    /// <summary>One registration's JSON that was made here.</summary>
    /// <exception cref="JsonException">It is not acceptable.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => Parse(json, One);

    private static async Task<JsonDocument?> ReadAsync(HttpContext context, int longest, JsonDocumentOptions options)
    {
        try
        {
            if (await ReadBytesAsync(context.Request, longest, context.RequestAborted) is { } body)
                return Parse(body, options);
            await SendErrorAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body may take at most {longest:N0} bytes.");
        }
        catch (JsonException exception)
        {
            await SendErrorAsync(context, StatusCodes.Status400BadRequest, $"The body is not acceptable JSON. {exception.Message}");
        }

        return null;
    }

    // The parser throws something else for member names that are no text.
    private static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options) =>
        JsonUnicode.IsValid(json.Span) ? JsonDocument.Parse(json, options) : throw new JsonException("A text in it is not Unicode.");

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request, int longest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > longest)
            return null;
        using var body = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await request.Body.ReadAsync(piece, cancellationToken) is > 0 and var count)
        {
            body.Write(piece, 0, count);
            if (body.Length > longest)
                return null;
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
