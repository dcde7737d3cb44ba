namespace LambdaMcp.Local.ApiGateway;

/// <summary>A request's route, with the decoded values of the path's parameters.</summary>
internal sealed record RouteMatch(ApiRoute Route, IReadOnlyDictionary<string, string> PathParameters);
