namespace LambdaMcp.Local.Schemas;

/// <summary>A schema as a template declares it.</summary>
/// <param name="Registry">The registry's name.</param>
/// <param name="Name">The schema's name in it.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Type"><c>JSONSchemaDraft4</c> or <c>OpenApi3</c>.</param>
/// <param name="Content">The schema.</param>
/// <param name="Description">What it describes.</param>
internal sealed record DeclaredSchema(string Registry, string Name, string Arn, string Type, string Content, string? Description = null);
