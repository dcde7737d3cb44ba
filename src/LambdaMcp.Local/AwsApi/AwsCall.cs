using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.AwsApi;

/// <summary>A request whose signature is right, with its body in memory.</summary>
internal sealed record AwsCall(HttpContext Http, ReadOnlyMemory<byte> Body)
{
    /// <summary>The operation that <c>X-Amz-Target</c> names, without the service's prefix.</summary>
    public string Operation => Http.Request.Headers["X-Amz-Target"].ToString() is var target && target.LastIndexOf('.') is var dot
        ? target[(dot + 1)..]
        : "";

    /// <summary>The input of AWS's JSON protocols.</summary>
    /// <exception cref="AwsRejectedException">It is no JSON object.</exception>
    public JsonObject Input()
    {
        try
        {
            return JsonNode.Parse(Body.Span) as JsonObject ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }

        static AwsRejectedException Malformed() => new(StatusCodes.Status400BadRequest, "SerializationException", "The body is no JSON object.");
    }
}
