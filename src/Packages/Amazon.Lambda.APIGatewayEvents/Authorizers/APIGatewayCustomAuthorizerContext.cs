namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>What an authorizer said, by key; <c>principalId</c> is among the keys.</summary>
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>;
