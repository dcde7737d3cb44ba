using System.Net;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace LambdaMcp.Aws.Clients;

/// <summary>
/// The SDK's standard retries for everything but calls whose answer is waited for: those are repeated by the gateway, which knows the tool
/// and the deadline. An event is handed over again after an answer that refuses (a throttle, a 5xx) and a connection that never stood, but not
/// when it was sent and never answered: Lambda may have it.
/// </summary>
internal sealed class InvokeRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        IsCall(executionContext.RequestContext.OriginalRequest) || MayHaveRun(exception)
            ? Task.FromResult(false)
            : base.RetryForExceptionAsync(executionContext, exception);

    /// <summary>Whether a connection never stood, so that nothing was sent.</summary>
    public static bool NeverConnected(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException request)
                return NeverConnected(request.HttpRequestError);
        }

        return false;
    }

    private static bool IsCall(AmazonWebServiceRequest request) =>
        request is InvokeWithResponseStreamRequest || (request is InvokeRequest invocation && invocation.InvocationType != InvocationType.Event);

    // A connection that ends before the answer counts as stale there, and is tried ten times more.
    public override bool IsStaleConnectionError(Exception exception) => false;

    public override bool IsThrottlingError(Exception exception) =>
        exception is AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests } || base.IsThrottlingError(exception);

    private static bool MayHaveRun(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpRequestException request when NeverConnected(request.HttpRequestError):
                    return false;
                case HttpRequestException or IOException or OperationCanceledException:
                    return true;
            }
        }

        return false;
    }

    private static bool NeverConnected(HttpRequestError error) => error
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
