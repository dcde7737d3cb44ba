namespace LambdaMcp.Tools.Generator.Json;

/// <summary>JSON that is written already, such as a number.</summary>
internal sealed record RawJson(string Text);
