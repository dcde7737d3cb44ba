using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.RuntimeSupport.Client;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>One invocation after another, on one thread.</summary>
internal sealed class InvocationLoop(RuntimeApiClient client, InvocationHandler handler)
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread; the task ends when the client was stopped, and fails when the Runtime API does.</summary>
    public Task RunAsync()
    {
        new Thread(Run) { IsBackground = true, Name = "Lambda invocations" }.Start();
        return _stopped.Task;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The task carries it.")]
    private void Run()
    {
        try
        {
            while (client.Next() is { } invocation)
                Serve(invocation);
            _stopped.SetResult();
        }
        catch (Exception error)
        {
            _stopped.SetException(error);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the handler throws is its invocation's answer.")]
    private void Serve(Invocation invocation)
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.Head.TraceId);
        ReadOnlyMemory<byte> answer;
        try
        {
            answer = handler(invocation).GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            FunctionLog.Write(error, invocation.Head.RequestId);
            client.ReportError(invocation, error);
            return;
        }

        if (invocation.Stream is not null)
            client.Finish(invocation);
        else
            client.Respond(invocation, answer);
    }
}
