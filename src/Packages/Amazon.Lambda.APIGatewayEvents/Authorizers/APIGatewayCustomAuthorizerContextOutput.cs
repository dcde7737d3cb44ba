namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>What an authorizer says, by key: strings, numbers and booleans.</summary>
public class APIGatewayCustomAuthorizerContextOutput : Dictionary<string, object>;
