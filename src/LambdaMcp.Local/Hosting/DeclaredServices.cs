using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.CloudFormation;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Monitoring;
using LambdaMcp.Local.ParameterStore;
using LambdaMcp.Local.S3;
using LambdaMcp.Local.Schemas;
using LambdaMcp.Local.SecretsManager;
using LambdaMcp.Local.Tagging;
using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Hosting;

/// <summary>The services of the shared endpoint, filled with what the templates declare.</summary>
internal static class DeclaredServices
{
    public static IReadOnlyList<IAwsService> Create(IReadOnlyList<Stack> stacks, ExecutionRecords records, LambdaService lambda)
    {
        var (secrets, parameters, schemas, storage) = (new SecretsManagerService(), new ParameterStoreService(), new SchemasService(), new S3Service());
        foreach (var stack in stacks)
        {
            foreach (var secret in stack.Secrets)
                secrets.Add(secret.Name, secret.Arn, secret.Value);
            foreach (var parameter in stack.StoredParameters)
                parameters.Add(parameter);
            foreach (var schema in stack.Schemas)
                schemas.Add(schema);
            foreach (var bucket in stack.Buckets)
                storage.AddBucket(bucket);
        }

        return
        [
            secrets, parameters, schemas, storage, new CloudWatchService(records), new LogsService(records, FunctionsOf),
            new TaggingService(() => lambda.Functions), new CloudFormationService(stacks, TimeProvider.System.GetUtcNow()),
        ];

        IReadOnlyList<string> FunctionsOf(string logGroup) =>
            [.. lambda.Functions.Where(function => function.LogGroup == logGroup || logGroup == $"/aws/lambda/{function.Name}").Select(function => function.Name)];
    }
}
