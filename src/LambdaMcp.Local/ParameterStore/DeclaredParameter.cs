namespace LambdaMcp.Local.ParameterStore;

/// <summary>A parameter as a template declares it.</summary>
/// <param name="Name">Its name; one of a hierarchy begins with a slash.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Type"><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</param>
/// <param name="Value">Its value.</param>
internal sealed record DeclaredParameter(string Name, string Arn, string Type, string Value);
