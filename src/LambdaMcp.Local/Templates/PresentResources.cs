namespace LambdaMcp.Local.Templates;

/// <summary>What Ref and Fn::GetAtt give for those resources only that are here, so that nothing is told of others.</summary>
/// <param name="scope">Knows the names.</param>
/// <param name="logicalIds">The resources that are here.</param>
internal sealed class PresentResources(IResourceReferences scope, IReadOnlySet<string> logicalIds) : IResourceReferences
{
    public string? Reference(string name) =>
        logicalIds.Contains(name) || name.StartsWith("AWS::", StringComparison.Ordinal) ? scope.Reference(name) : null;

    public string? Attribute(string resource, string attribute) => logicalIds.Contains(resource) ? scope.Attribute(resource, attribute) : null;
}
