namespace Runner.Deployment;

/// <summary>What LambdaMcp.Local writes when it serves, as far as it is needed here.</summary>
internal sealed record ReadyFile(
    string McpUrl, string Token, string RegisterUrl, string LambdaUrl, string DynamodbUrl, string EndpointUrl, string Region, string AccessKeyId, string SecretAccessKey);
