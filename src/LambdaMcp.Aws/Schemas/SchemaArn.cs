namespace LambdaMcp.Aws.Schemas;

/// <summary>The parts of <c>arn:PARTITION:schemas:REGION:ACCOUNT:schema/REGISTRY/NAME</c>.</summary>
internal sealed record SchemaArn(string Region, string Registry, string Name)
{
    /// <summary>Null when the text is no ARN of a schema.</summary>
    public static SchemaArn? Parse(string text) => text.Split(':', 6) switch
    {
        ["arn", _, "schemas", { Length: > 0 } region, _, var resource] => resource.Split('/') switch
        {
            ["schema", { Length: > 0 } registry, { Length: > 0 } name] => new(region, registry, name),
            _ => null,
        },
        _ => null,
    };
}
