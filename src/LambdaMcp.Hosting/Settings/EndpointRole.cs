namespace LambdaMcp.Hosting.Settings;

/// <summary>What the process serves.</summary>
internal enum EndpointRole
{
    /// <summary>MCP.</summary>
    Endpoint,

    /// <summary>The registration API: a function of its own, with rights of its own.</summary>
    Registration,

    /// <summary>The worker that runs tasks: a function of its own, which is given events and no requests.</summary>
    Tasks,

    /// <summary>API Gateway's authorizer, which has settings of its own: for stacks with one program for everything.</summary>
    Authorizer,
}
