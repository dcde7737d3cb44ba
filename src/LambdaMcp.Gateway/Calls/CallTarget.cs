using System.Text.Json;
using LambdaMcp.Gateway.InProcess;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls;

/// <summary>The function behind a tool, resource or prompt, and how it is called.</summary>
/// <param name="Name">What clients call it, for messages.</param>
/// <param name="FunctionArn">The function's ARN, with or without a qualifier.</param>
/// <param name="Contract">How the function takes a call.</param>
internal sealed record CallTarget(string Name, string FunctionArn, TargetContract Contract)
{
    /// <summary>Whether it is a method of the program's own, and no function at all.</summary>
    public bool IsInProcess => FunctionArn == InProcessInvoker.Arn;

    /// <summary>What the function itself calls it, where that is not <see cref="Name"/>: what an aggregated function brings has a prefix for clients.</summary>
    public string? NameAtTarget { get; init; }

    /// <summary>The id of the registration that the call comes by, such as <c>tool-order</c> or <c>target-orders</c>; the function's ARN without one.</summary>
    public string RegistrationId { get; init; } = FunctionArn;

    /// <summary>The name of the aggregated function's registration; null for what is registered or discovered by itself.</summary>
    public string? Aggregate { get; init; }

    /// <summary>How long one call may take, if that is limited.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a function of the contract <c>payload</c> streams text.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether a call may be repeated without harm: the tool says that it only reads, or that a repetition changes nothing.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>How often a call may be repeated, if the registration says so.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>The most calls of the function at one time, if that is limited.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether Lambda only takes the call, and the result is its receipt.</summary>
    public bool Asynchronous { get; init; }

    /// <summary>How long a result may be given again, in seconds, if it may at all.</summary>
    public int? CacheSeconds { get; init; }

    /// <summary>Counts the registration's changes: what was kept of an earlier one is not given again.</summary>
    public long Version { get; init; }

    /// <summary>How arguments become an HTTP request, for the contract <c>proxy</c>.</summary>
    public JsonElement? Http { get; init; }

    public static CallTarget From(Registration registration) => new(registration.Name, registration.LambdaArn, registration.Contract)
    {
        NameAtTarget = registration.NameAtTarget,
        RegistrationId = registration.Id,
        Aggregate = registration.Aggregate,
        Timeout = registration.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Streams = registration.Streams,
        IsRepeatable = Says(registration.Annotations, "readOnlyHint") || Says(registration.Annotations, "idempotentHint"),
        Retry = registration.Retry,
        MaxConcurrency = registration.MaxConcurrency,
        Asynchronous = registration.Asynchronous,
        CacheSeconds = registration.CacheSeconds,
        Version = registration.Version,
        Http = registration.Http,
    };

    private static bool Says(JsonElement? annotations, string hint) =>
        annotations is { ValueKind: JsonValueKind.Object } hints && hints.TryGetProperty(hint, out var value) && value.ValueKind == JsonValueKind.True;
}
