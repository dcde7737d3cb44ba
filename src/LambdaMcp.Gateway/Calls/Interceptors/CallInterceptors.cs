using System.Text.Json;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Calls.Retries;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>
/// Has a function look at each call before it is made, and another one at its answer. Either may change what it sees, answer in its place, or
/// refuse; one that fails, or whose answer makes no sense, refuses the call.
/// </summary>
internal sealed partial class CallInterceptors(ITargetInvoker invoker, CallOptions options, TimeProvider time, ILogger<CallInterceptors> logger)
{
    // What is left of the endpoint's time when an interceptor must have answered.
    private readonly TimeSpan _reserve = options.DeadlineReserve + TimeSpan.FromMilliseconds(200);
    private readonly RepeatedCalls _calls = new(time, logger);

    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="call">Makes the call, with the request as the interceptor wants it.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <exception cref="CallFailedException">An interceptor failed.</exception>
    /// <exception cref="McpProtocolException">The call is answered with a JSON-RPC error.</exception>
    public async ValueTask<McpResult> RunAsync(McpRequest request, Func<McpRequest, CancellationToken, ValueTask<McpResult>> call, CancellationToken cancellationToken)
    {
        Action<Utf8JsonWriter> writeAnswer;
        var status = 200;
        try
        {
            var result = await CallAsync(request, call, cancellationToken);
            // Questions to the client and wishes for a task are no answers yet.
            if (options.Interceptors.Response is null || result is InputRequiredResult or TaskRequestedResult)
                return result;
            writeAnswer = writer => GatewayMessage.WriteResult(writer, request, result);
        }
        catch (McpProtocolException error) when (options.Interceptors.Response is not null && error is not TooManyCallsException)
        {
            status = (error as McpErrorException)?.HttpStatus ?? status;
            writeAnswer = writer => GatewayMessage.WriteError(writer, request, error);
        }

        var answer = await AskAsync(
            "response", options.Interceptors.Response, request, (status, writeAnswer),
            output => InterceptedAnswer.Read(output.Response ?? throw new FormatException("There is no transformedGatewayResponse.")), cancellationToken);
        return answer.Result();
    }

    private async ValueTask<McpResult> CallAsync(McpRequest request, Func<McpRequest, CancellationToken, ValueTask<McpResult>> call, CancellationToken cancellationToken)
    {
        if (options.Interceptors.Request is not { } function)
            return await call(request, cancellationToken);
        var (changed, answer) = await AskAsync("request", function, request, response: null, output => Decide(request, output), cancellationToken);
        return answer is not null ? answer.Result() : await call(changed!, cancellationToken);
    }

    // An answer counts before a changed request, as it does at AgentCore.
    private static (McpRequest? Changed, InterceptedAnswer? Answer) Decide(McpRequest request, InterceptorOutput output) => output switch
    {
        { Response: { } response } => (null, InterceptedAnswer.Read(response)),
        { Request: { } changed } => (InterceptedRequest.Read(request, changed), null),
        _ => throw new FormatException("There is neither transformedGatewayRequest nor transformedGatewayResponse."),
    };

    private async Task<T> AskAsync<T>(
        string which, string function, McpRequest request, (int Status, Action<Utf8JsonWriter> WriteBody)? response,
        Func<InterceptorOutput, T> read, CancellationToken cancellationToken)
    {
        try
        {
            var target = new CallTarget($"the {which} interceptor", function, TargetContract.Payload) { IsRepeatable = true };
            var payload = InterceptorEvent.Write(request, options.Interceptors.PassHeaders, response);
            var answer = await _calls.CallAsync(target, TimeLeft(request), left => InvokeAsync(target, request, payload, left, cancellationToken), record: null, cancellationToken);
            return read(InterceptorOutput.Read(answer.Bytes));
        }
        catch (Exception failure) when (failure is TargetUnavailableException or CallFailedException or FormatException)
        {
            LogFailed(failure, which, function);
            throw new CallFailedException(
                "interceptor_failed", $"The call is refused, because the function that this server has look at {which}s failed. The server's log has the reason.", failure);
        }
    }

    private async Task<FunctionAnswer> InvokeAsync(CallTarget target, McpRequest request, ReadOnlyMemory<byte> payload, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var invocation = new TargetRequest(target.FunctionArn, payload) { Custom = InvocationContext.Of(request), Timeout = timeout };
        var response = await invoker.InvokeAsync(invocation, cancellationToken);
        return response.FunctionError is null
            ? new(default, response.Payload, response.RequestId, IsMcp: false)
            : throw FunctionFailure.Of(target.Name, response.Payload);
    }

    private TimeSpan? TimeLeft(McpRequest request)
    {
        if (request.Deadline - time.GetUtcNow() - _reserve is not { } left)
            return null;
        return left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }

    [LoggerMessage(40, LogLevel.Error, "The {Which} interceptor {Function} failed, so a call is refused")]
    private partial void LogFailed(Exception exception, string which, string function);
}
