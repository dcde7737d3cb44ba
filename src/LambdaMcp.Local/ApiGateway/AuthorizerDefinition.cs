namespace LambdaMcp.Local.ApiGateway;

/// <summary>A Lambda authorizer of type REQUEST.</summary>
/// <param name="FunctionArn">The function that decides.</param>
/// <param name="IdentityHeaders">The headers without which a request is refused unseen, and by whose values answers are kept.</param>
/// <param name="IdentityQueryStrings">The query parameters with the same meaning.</param>
/// <param name="TimeToLive">How long an answer is kept; zero for not at all.</param>
internal sealed record AuthorizerDefinition(
    string FunctionArn, IReadOnlyList<string> IdentityHeaders, IReadOnlyList<string> IdentityQueryStrings, TimeSpan TimeToLive);
