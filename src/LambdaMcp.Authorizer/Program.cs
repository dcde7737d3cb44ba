using LambdaMcp.Auth.Lambda;

// A request's bearer token becomes a policy for API Gateway.
await LambdaAuthorizer.RunAsync();
