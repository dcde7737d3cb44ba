using System.Collections.Concurrent;

namespace LambdaMcp.Gateway.Calls.Breakers;

/// <summary>The breakers of all functions, in this process alone: only a function that fails has one.</summary>
internal sealed class TargetBreakers(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TargetBreaker> _breakers = new(StringComparer.Ordinal);

    /// <summary>How long the function is still left alone; null when it may be called.</summary>
    public TimeSpan? Wait(string functionArn) => _breakers.TryGetValue(functionArn, out var breaker) ? breaker.Wait() : null;

    /// <returns>Whether this failure is the one after which the function is left alone.</returns>
    public bool Failed(string functionArn) => _breakers.GetOrAdd(functionArn, static (_, time) => new(time), time).Failed();

    public void Succeeded(string functionArn) => _breakers.TryRemove(functionArn, out _);
}
