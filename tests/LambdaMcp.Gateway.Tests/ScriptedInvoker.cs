using System.Runtime.CompilerServices;
using System.Text;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Answers every invocation with what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedInvoker : ITargetInvoker
{
    public List<TargetRequest> Requests { get; } = [];

    public TargetResponse Answer { get; set; } = new("{}"u8.ToArray(), null, "target-request");

    /// <summary>What a streamed call yields.</summary>
    public IReadOnlyList<TargetStreamEvent> Stream { get; set; } = [new TargetChunk("{}"u8.ToArray()), new TargetStreamEnd(null, null, "target-request")];

    /// <summary>What a streamed call yields, if that depends on the request.</summary>
    public Func<TargetRequest, IReadOnlyList<TargetStreamEvent>>? StreamOf { get; set; }

    /// <summary>What a streamed call throws after its last element.</summary>
    public TargetUnavailableException? BreaksOff { get; set; }

    /// <summary>Is awaited before a streamed call yields its first element.</summary>
    public Func<CancellationToken, Task>? BeforeStream { get; set; }

    /// <summary>The events that were handed over.</summary>
    public List<TargetRequest> Events { get; } = [];

    public TargetUnavailableException? Failure { get; set; }

    /// <summary>What a call is answered, if that depends on the request; it may throw.</summary>
    public Func<TargetRequest, TargetResponse>? AnswerOf { get; set; }

    /// <summary>Is awaited before a call is answered.</summary>
    public Func<CancellationToken, Task>? BeforeAnswer { get; set; }

    public static TargetResponse Json(string payload, string? error = null) => new(Encoding.UTF8.GetBytes(payload), error, "target-request");

    public async Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        lock (Requests)
            Requests.Add(request);
        if (BeforeAnswer is { } before)
            await before(cancellationToken);
        return Failure is { } failure ? throw failure : AnswerOf?.Invoke(request) ?? Answer;
    }

    public async IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(
        TargetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (Failure is { } failure)
            throw failure;
        if (BeforeStream is { } before)
            await before(cancellationToken);
        foreach (var item in StreamOf?.Invoke(request) ?? Stream)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        if (BreaksOff is { } brokenOff)
            throw brokenOff;
    }

    public Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        Events.Add(request);
        return Failure is { } failure ? throw failure : Task.FromResult("event-request");
    }
}
