using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.DynamoDb;

/// <summary>How the table service behaves.</summary>
internal sealed record DynamoDbOptions
{
    /// <summary>The region in the tables' ARNs.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account in the tables' ARNs.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>
    /// How long an expired item stays readable. Long, as on AWS, so that a program that trusts expired items to be gone is found out.
    /// </summary>
    public TimeSpan ExpiryDelay { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Checks the requests' signatures; null lets unsigned ones in.</summary>
    public SigV4Verifier? Signatures { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where requests' ways are told; null: nowhere.</summary>
    public TraceLog? Traces { get; init; }
}
