namespace LambdaMcp.Local.Tracing;

/// <summary>What a request passed through.</summary>
internal enum HopKind
{
    /// <summary>A stage of API Gateway.</summary>
    Gateway,

    /// <summary>A stage's authorizer, whether its answer was kept or it was run.</summary>
    Authorizer,

    /// <summary>An invocation of a function.</summary>
    Function,

    /// <summary>An operation of DynamoDB.</summary>
    Store,

    /// <summary>An operation of another service.</summary>
    Service,
}
