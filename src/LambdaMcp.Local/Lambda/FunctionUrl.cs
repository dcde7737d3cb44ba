namespace LambdaMcp.Local.Lambda;

/// <summary>The HTTP address that a function has of its own.</summary>
internal sealed record FunctionUrl
{
    /// <summary>What AWS would have as the first part of the host's name.</summary>
    public required string Id { get; init; }

    /// <summary>The address, with a slash at its end.</summary>
    public required string Address { get; init; }

    /// <summary>True for <c>AWS_IAM</c>: requests must be signed.</summary>
    public required bool IsSigned { get; init; }

    /// <summary>True for <c>RESPONSE_STREAM</c>.</summary>
    public bool Streamed { get; init; }

    /// <summary>Null where Lambda leaves cross-origin requests to the function.</summary>
    public FunctionUrlCors? Cors { get; init; }
}
