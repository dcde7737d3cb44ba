namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>A schema from a registry cannot be the schema of a tool's arguments.</summary>
/// <param name="message">Why, ready to be shown.</param>
internal sealed class SchemaFaultException(string message) : Exception(message);
