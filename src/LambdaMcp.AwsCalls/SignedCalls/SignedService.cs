namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>An AWS service that is called without a package of its own.</summary>
/// <param name="Id">Its id in AWS's models, from which <c>AWS_ENDPOINT_URL_…</c> is named.</param>
/// <param name="HostPrefix">The first part of its host names.</param>
/// <param name="ApiVersion">The version of its API.</param>
internal sealed record SignedService(string Id, string HostPrefix, string ApiVersion)
{
    public static readonly SignedService BedrockRuntime = new("Bedrock Runtime", "bedrock-runtime", "2023-09-30") { SigningName = "bedrock" };
    public static readonly SignedService CloudFormation = new("CloudFormation", "cloudformation", "2010-05-15");
    public static readonly SignedService CloudWatch = new("CloudWatch", "monitoring", "2010-08-01");
    public static readonly SignedService DynamoDb = new("DynamoDB", "dynamodb", "2012-08-10");
    public static readonly SignedService ExecuteApi = new("API Gateway Execute", "execute-api", "2015-07-09");
    public static readonly SignedService Lambda = new("Lambda", "lambda", "2015-03-31");
    public static readonly SignedService Logs = new("CloudWatch Logs", "logs", "2014-03-28");
    public static readonly SignedService S3 = new("S3", "s3", "2006-03-01");
    public static readonly SignedService Schemas = new("schemas", "schemas", "2019-12-02");
    public static readonly SignedService SecretsManager = new("Secrets Manager", "secretsmanager", "2017-10-17");
    public static readonly SignedService Ssm = new("SSM", "ssm", "2014-11-06");
    public static readonly SignedService Sts = new("STS", "sts", "2011-06-15");
    public static readonly SignedService Tagging = new("Resource Groups Tagging API", "tagging", "2017-01-26");

    /// <summary>What signatures are scoped to.</summary>
    public string SigningName { get; private init; } = HostPrefix;
}
