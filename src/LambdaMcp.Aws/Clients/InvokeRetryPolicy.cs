using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace LambdaMcp.Aws.Clients;

/// <summary>
/// The SDK's standard retries, less those after a request that was sent and never answered: the function may have run, and a second
/// run may not be what the caller wants. An answer that refuses (a throttle, a 5xx) and a connection that never stood are retried.
/// </summary>
internal sealed class InvokeRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayHaveRun(exception) ? Task.FromResult(false) : base.RetryForExceptionAsync(executionContext, exception);

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
