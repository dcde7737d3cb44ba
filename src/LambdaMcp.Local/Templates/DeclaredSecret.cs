namespace LambdaMcp.Local.Templates;

/// <summary>A secret, with the value that the template gives it or that was generated for it.</summary>
internal sealed record DeclaredSecret(string LogicalId, string Name, string Arn, string Value);
