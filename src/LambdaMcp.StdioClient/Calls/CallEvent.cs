using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Something that happened to a call.</summary>
/// <param name="Kind">What.</param>
/// <param name="Json">The <c>params</c> of a message, or a whole response.</param>
/// <param name="Method">The message's method.</param>
/// <param name="QuestionId">The server's id of a question.</param>
/// <param name="Why">The failure.</param>
internal readonly record struct CallEvent(
    CallEventKind Kind, JsonElement Json = default, string Method = "", JsonRpcId QuestionId = default, ServerFailedException? Why = null)
{
    /// <summary>What it takes to keep it.</summary>
    public int Bytes => BytesOf(Json);

    /// <summary>What it takes to keep this JSON.</summary>
    public static int BytesOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(json).Length;

    /// <summary>The same without the rest of the line that it came in, which may be anything.</summary>
    public CallEvent Alone() => Json.ValueKind == JsonValueKind.Undefined ? this : this with { Json = Json.Clone() };
}
