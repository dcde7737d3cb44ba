namespace LambdaMcp.Local.Templates;

/// <summary>What Ref and Fn::GetAtt give for the resources of a stack.</summary>
internal interface IResourceReferences
{
    /// <summary>The value of Ref, or null when there is no such resource or pseudo parameter.</summary>
    string? Reference(string name);

    /// <summary>The value of Fn::GetAtt, or null when there is no such resource or attribute.</summary>
    string? Attribute(string resource, string attribute);
}
