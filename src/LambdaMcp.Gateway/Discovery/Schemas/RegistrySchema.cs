namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>A version of a schema, as a registry holds it.</summary>
/// <param name="Name">The schema's name in its registry.</param>
/// <param name="Version">The version, as the registry counts them.</param>
/// <param name="Type">The language of the content.</param>
/// <param name="Content">The schema itself, a JSON document as text; it was never checked by the registry beyond its outline.</param>
/// <param name="LastModified">When the schema last changed; null when the registry does not say.</param>
public sealed record RegistrySchema(
    string Name, string Version, RegistrySchemaType Type, string Content, DateTimeOffset? LastModified);
