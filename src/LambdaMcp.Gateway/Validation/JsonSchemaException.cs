namespace LambdaMcp.Gateway.Validation;

/// <summary>A schema that cannot be used, with every reason.</summary>
public sealed class JsonSchemaException : Exception
{
    internal JsonSchemaException(IReadOnlyList<SchemaFault> faults)
        : base("The JSON Schema cannot be used. " + string.Join("; ", faults)) => Faults = faults;

    /// <summary>Everything that is wrong with the schema, at least one entry, at most a hundred.</summary>
    public IReadOnlyList<SchemaFault> Faults { get; }
}
