namespace LambdaMcp.Aws;

/// <summary>
/// Where the product keeps its data. Region, credentials and endpoints come from the environment, as for every AWS SDK
/// (<c>AWS_REGION</c>, <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_ENDPOINT_URL_DYNAMODB</c>, …).
/// </summary>
public sealed record AwsBackendOptions
{
    /// <summary>
    /// The name or ARN of the sessions table: string keys <c>pk</c> and <c>sk</c>, TTL attribute <c>expiresAt</c>. Null keeps sessions,
    /// and all that instances share, in the process's memory.
    /// </summary>
    public string? SessionTable { get; init; }

    /// <summary>The name or ARN of the registrations table: string key <c>id</c>. Null: there are no registrations.</summary>
    public string? RegistrationTable { get; init; }

    /// <summary>The bucket for answers that are too large for results, in the process's own region. Null: there is none.</summary>
    public string? LargeAnswersBucket { get; init; }

    /// <summary>
    /// The ARN or name of the secret that holds the sealing keys (<see cref="Sealing.SealingKeyText"/>). It has precedence over
    /// <see cref="SealingKeys"/>.
    /// </summary>
    public string? SealingKeySecret { get; init; }

    /// <summary>The sealing keys themselves, newest first. Without any, a random key lives as long as the process.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? SealingKeys { get; init; }

    /// <summary>Whether the program has tools that may keep state beside sessions. Without, sessions end and are renewed at no cost for it.</summary>
    public bool KeepsState { get; init; } = true;
}
