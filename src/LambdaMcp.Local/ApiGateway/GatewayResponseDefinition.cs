namespace LambdaMcp.Local.ApiGateway;

/// <summary>What a template says about one gateway response.</summary>
/// <param name="StatusCode">Null: the type's own.</param>
/// <param name="Headers">A quoted literal, or a reference such as <c>method.request.header.Origin</c>, by header name.</param>
/// <param name="Templates">Body templates by media type.</param>
internal sealed record GatewayResponseDefinition(
    int? StatusCode, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Templates);
