namespace LambdaMcp.Local.Templates;

/// <summary>A function's event of type Api; without an API's id it belongs to the one that SAM adds.</summary>
internal sealed record ApiEvent(string FunctionArn, string? ApiId, TemplateMap Properties);
