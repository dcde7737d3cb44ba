using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>A question of the server that waits for the client's answer.</summary>
/// <param name="Id">The server's id of it.</param>
/// <param name="Request">What the client is asked.</param>
internal readonly record struct OpenQuestion(JsonRpcId Id, InputRequest Request);
