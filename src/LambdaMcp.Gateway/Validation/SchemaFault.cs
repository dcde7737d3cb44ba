namespace LambdaMcp.Gateway.Validation;

/// <summary>One reason why a schema cannot be used.</summary>
/// <param name="SchemaPath">Where: a JSON pointer into the schema, empty for its root.</param>
/// <param name="Message">What is wrong there and what would be right.</param>
public sealed record SchemaFault(string SchemaPath, string Message)
{
    /// <summary>Place and message in one line.</summary>
    public override string ToString() => $"{(SchemaPath.Length == 0 ? "(root)" : SchemaPath)}: {Message}";
}
