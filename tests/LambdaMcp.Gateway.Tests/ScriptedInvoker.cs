using System.Text;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Answers every invocation with what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedInvoker : ITargetInvoker
{
    public List<TargetRequest> Requests { get; } = [];

    public TargetResponse Answer { get; set; } = new("{}"u8.ToArray(), null, "target-request");

    public TargetUnavailableException? Failure { get; set; }

    public static TargetResponse Json(string payload, string? error = null) => new(Encoding.UTF8.GetBytes(payload), error, "target-request");

    public Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Failure is { } failure ? throw failure : Task.FromResult(Answer);
    }
}
