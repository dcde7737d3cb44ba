namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>EventBridge's schema registries, which functions' tags point into.</summary>
public interface ISchemaRegistry
{
    /// <summary>One version of a schema with its content; null when there is no such schema or version.</summary>
    /// <param name="schemaArn"><c>arn:aws:schemas:REGION:ACCOUNT:schema/REGISTRY/NAME</c>.</param>
    /// <param name="version">The version, as the registry counts them; null for the newest.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SchemaUnavailableException">The ARN is none of a schema here, or the registry cannot be read.</exception>
    Task<RegistrySchema?> DescribeAsync(string schemaArn, string? version, CancellationToken cancellationToken);

    /// <summary>The versions of a schema, page after page, in the registry's order; none when there is no such schema.</summary>
    /// <param name="schemaArn"><c>arn:aws:schemas:REGION:ACCOUNT:schema/REGISTRY/NAME</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SchemaUnavailableException">The ARN is none of a schema here, or the registry cannot be read.</exception>
    IAsyncEnumerable<string> ListVersionsAsync(string schemaArn, CancellationToken cancellationToken);
}
