using LambdaMcp.Gateway.Validation.Compilation;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>A document that schemas come from: the one to compile, or the meta-schema.</summary>
/// <param name="name">What precedes its pointers in messages; empty for the document to compile.</param>
/// <param name="baseUri">What its relative references start from.</param>
internal sealed class SchemaSource(string name, Uri baseUri)
{
    // A schema without an $id has no address; this one cannot be anyone else's.
    private static readonly Uri NoAddress = new("schema://unnamed.invalid/");

    public static SchemaSource Own => new("", NoAddress);

    public string Name { get; } = name;

    public Uri BaseUri { get; } = baseUri;

    /// <summary>Its schemas, by JSON pointer.</summary>
    public Dictionary<string, SchemaNode> Nodes { get; } = new(StringComparer.Ordinal);
}
