namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Why a JSON value is not a JSON-RPC message.</summary>
internal enum JsonRpcFault
{
    None,
    NotAnObject,
    Batch,
    BadId,
    BadVersion,
    NoMethod,
    BadParams,
}
