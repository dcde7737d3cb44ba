using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Gateway.Discovery.Schemas;

namespace LambdaMcp.Aws.Schemas;

/// <summary>Schemas from EventBridge's registries of the own region.</summary>
internal sealed class EventBridgeSchemaRegistry(Func<SignedClient> client) : ISchemaRegistry
{
    private const string Schema = "/v1/registries/name/{registry}/schemas/name/{schema}";

    public async Task<RegistrySchema?> DescribeAsync(string schemaArn, string? version, CancellationToken cancellationToken)
    {
        var arn = Parse(schemaArn);
        var answer = await CallAsync(
            Schema, arn, [new("schemaVersion", version)], schemaArn, SchemasJson.Default.DescribeSchemaAnswer, cancellationToken);
        if (answer is null)
            return null;
        return answer is { Content: { } content, SchemaVersion: { } found }
            ? new RegistrySchema(answer.SchemaName ?? arn.Name, found, TypeOf(answer.Type, schemaArn), content, answer.LastModified)
            : throw new SchemaUnavailableException($"The registry's answer for the schema {schemaArn} has no content or no version.");
    }

    public async IAsyncEnumerable<string> ListVersionsAsync(string schemaArn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var arn = Parse(schemaArn);
        string? next = null;
        do
        {
            var page = await CallAsync(
                Schema + "/versions", arn, [new("nextToken", next)], schemaArn, SchemasJson.Default.ListSchemaVersionsAnswer, cancellationToken);
            foreach (var summary in page?.SchemaVersions ?? [])
            {
                if (summary.SchemaVersion is { } version)
                    yield return version;
            }

            next = page?.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private SchemaArn Parse(string text)
    {
        var arn = SchemaArn.Parse(text) ?? throw new SchemaUnavailableException(
            $"'{text}' is not the ARN of a schema: it must be arn:aws:schemas:REGION:ACCOUNT:schema/REGISTRY/NAME.");
        return client().Region is { } region && region != arn.Region
            ? throw new SchemaUnavailableException($"The schema {text} is in {arn.Region}, and schemas are read in {region} alone.")
            : arn;
    }

    private async Task<TAnswer?> CallAsync<TAnswer>(
        string path,
        SchemaArn arn,
        IReadOnlyList<KeyValuePair<string, string?>> query,
        string text,
        JsonTypeInfo<TAnswer> type,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            var call = SignedCall.Get(path, [new("registry", arn.Registry), new("schema", arn.Name)], query);
            return await client().CallAsync(call, type, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "NotFoundException")
        {
            return null;
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "ForbiddenException" or "AccessDeniedException")
        {
            throw new SchemaUnavailableException(
                $"The function's role may not read the schema {text}. Allow schemas:DescribeSchema and schemas:ListSchemaVersions on it.", error);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new SchemaUnavailableException($"The schema {text} could not be read: {error.Message}", error);
        }
    }

    private static RegistrySchemaType TypeOf(string? word, string arn) => word switch
    {
        "JSONSchemaDraft4" => RegistrySchemaType.JsonSchemaDraft4,
        "OpenApi3" => RegistrySchemaType.OpenApi3,
        _ => throw new SchemaUnavailableException($"The schema {arn} is of the type '{word}', which is not known here."),
    };
}
