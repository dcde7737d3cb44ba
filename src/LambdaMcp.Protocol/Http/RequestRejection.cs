namespace LambdaMcp.Protocol.Http;

/// <summary>Every reason for which a request is refused before its method runs. <see cref="RequestRejections"/> maps them.</summary>
internal enum RequestRejection
{
    OriginNotAllowed,
    HttpMethodNotAllowed,
    ContentTypeNotJson,
    NothingAcceptable,
    HeaderMismatch,
    MetadataMissing,
    MethodNotFound,
    ResponseNotExpected,
    BodyTooLarge,
    BodyEmpty,
    BodyNotJson,
    BatchNotSupported,
    BatchEmpty,
    BatchTooLarge,
    InitializeInBatch,
    NotJsonRpc,
    InvalidId,
    InvalidJsonRpcVersion,
    MethodMissing,
    ParamsNotAnObject,
    ProtocolVersionNotSupported,
    SessionIdMissing,
    SessionNotFound,
    SessionsNotInUse,
    EventStreamNotAcceptable,
    EventIdMalformed,
    EventNotFound,
    ServerFailed,
}
