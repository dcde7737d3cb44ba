namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>What a JSON-RPC message is, by the members it has.</summary>
internal enum JsonRpcMessageKind
{
    Request,
    Notification,
    Response,
}
