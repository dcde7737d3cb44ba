using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Endpoints;

/// <summary>Finds the endpoint of a CloudFormation stack, and its token.</summary>
internal static class StackEndpoint
{
    private const string TokenVariable = "MCP_TOKEN";

    /// <exception cref="FailedException">There is no such stack, it is of something else, or it may not be read.</exception>
    public static async Task<Endpoint> FindAsync(string name, AwsChoice aws, string? token, bool needsToken, CliContext context, CancellationToken cancellationToken)
    {
        var stack = await DescribeAsync(name, aws, context, cancellationToken);
        if (!stack.Outputs.TryGetValue("McpUrl", out var url))
            throw new FailedException($"The stack {name} ({stack.Status}) has no output McpUrl: it is of another template, or was not deployed to its end.");
        var tokenSource = token is not null ? "--token" : context.Setting(TokenVariable) is not null ? TokenVariable : null;
        token ??= context.Setting(TokenVariable);
        if (token is null && needsToken)
            token = await TokenAsync(stack, aws, context, cancellationToken);
        return new(new(url), $"the stack {name}", aws)
        {
            Token = token,
            TokenSource = tokenSource,
            RegisterUrl = stack.Outputs.TryGetValue("RegisterUrl", out var register) ? new Uri(register) : null,
            HealthUrl = stack.Outputs.TryGetValue("HealthUrl", out var health) ? new Uri(health) : null,
            Stack = stack,
        };
    }

    /// <exception cref="FailedException">There is no such stack, or it may not be read.</exception>
    public static async Task<StackOutputs> DescribeAsync(string name, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        var call = SignedCall.Get("/", [], [new("Action", "DescribeStacks"), new("StackName", name), new("Version", SignedService.CloudFormation.ApiVersion)]);
        var answer = await AwsFailures.TellAsync($"The stack {name} cannot be looked up", "cloudformation:DescribeStacks on it", async () =>
        {
            using var client = context.Signed(aws, SignedService.CloudFormation);
            return await client.CallXmlAsync(call, cancellationToken);
        });
        try
        {
            using var body = new MemoryStream(answer);
            var stack = XDocument.Load(body).Descendants().First(element => element.Name.LocalName == "Stacks").Elements().First();
            return new(name, Child(stack, "StackStatus") ?? "", Pairs(stack, "Outputs", "OutputKey", "OutputValue"), Pairs(stack, "Parameters", "ParameterKey", "ParameterValue"));
        }
        catch (Exception error) when (error is XmlException or InvalidOperationException)
        {
            throw new FailedException($"The answer of CloudFormation cannot be read: {error.Message}", innerException: error);
        }
    }

    private static async Task<string> TokenAsync(StackOutputs stack, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        var text = stack.Parameters.GetValueOrDefault("AuthTokenParameterArn") is { Length: > 0 } parameter
            ? await SecretAsync(parameter, aws, context, cancellationToken)
            : await SecretAsync(await SecretArnAsync(stack, aws, context, cancellationToken), aws, context, cancellationToken);
        text = text.Trim();
        if (!text.StartsWith('{'))
            return text;
        // The document of several tokens: the first whose text is there.
        using var document = JsonDocument.Parse(text);
        return document.RootElement.TryGetProperty("tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Array
            && tokens.EnumerateArray().Select(entry => entry.TryGetProperty("token", out var value) ? value.GetString() : null).FirstOrDefault(value => value is not null) is { } token
                ? token
                : throw new FailedException($"The secret of the stack {stack.Name} has tokens as hashes only. Give one of them as {TokenVariable}.");
    }

    private static async Task<string> SecretArnAsync(StackOutputs stack, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        using var stacks = context.Stacks(aws);
        return await AwsFailures.TellAsync(
            $"The token's secret of the stack {stack.Name} cannot be found (set {TokenVariable} to do without)", "cloudformation:DescribeStackResource on the stack",
            () => stacks.FindAsync(stack.Name, "AuthTokenSecret", cancellationToken));
    }

    private static async Task<string> SecretAsync(string arn, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        using var client = context.Signed(aws, arn.Contains(":ssm:", StringComparison.Ordinal) ? SignedService.Ssm : SignedService.SecretsManager);
        ISecretSource source = arn.Contains(":ssm:", StringComparison.Ordinal) ? new ParameterStoreSecrets(() => client) : new SecretsManagerSecrets(() => client);
        try
        {
            return await source.GetAsync(arn, cancellationToken);
        }
        catch (SecretUnavailableException error)
        {
            var reason = error.InnerException is AmazonServiceException { ErrorCode: "AccessDeniedException" } ? "these credentials may not read it" : error.InnerException?.Message ?? error.Message;
            throw new FailedException($"The token in {arn} cannot be read: {reason.TrimEnd('.')}. Set {TokenVariable} to do without.", innerException: error);
        }
    }

    private static Dictionary<string, string> Pairs(XElement stack, string list, string key, string value) =>
        (stack.Elements().FirstOrDefault(element => element.Name.LocalName == list)?.Elements() ?? [])
            .Where(member => Child(member, key) is not null).ToDictionary(member => Child(member, key)!, member => Child(member, value) ?? "");

    private static string? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
