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
    CallEventKind Kind, JsonElement Json = default, string Method = "", JsonRpcId QuestionId = default, ServerFailedException? Why = null);
