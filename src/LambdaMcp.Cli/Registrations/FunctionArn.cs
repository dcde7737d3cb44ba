using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Registrations;

/// <summary>The ARN of a function that is named as people name it.</summary>
internal static class FunctionArn
{
    /// <param name="function">Its ARN, which is what it is; or its name, with or without a qualifier.</param>
    /// <param name="aws">The account that has it.</param>
    /// <param name="context">The world.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">There is none of this name, or it may not be looked up.</exception>
    public static async Task<string> FindAsync(string function, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        if (function.Contains(":function:", StringComparison.Ordinal) || function.StartsWith("arn:", StringComparison.Ordinal))
            return function;
        var (name, qualifier) = function.Split(':', 2) is [var before, var after] ? (before, $":{after}") : (function, "");
        return await AwsFailures.TellAsync($"The function {name} cannot be looked up (its ARN does without)", $"lambda:GetFunction on {name}", async () =>
        {
            try
            {
                using var client = context.Signed(aws, SignedService.Lambda);
                var answer = await AwsJson.GetAsync(client, "/2015-03-31/functions/{name}", cancellationToken, [new("name", name)]);
                return answer["Configuration"]?["FunctionArn"]?.ToString() is { } arn ? arn + qualifier : throw new FailedException($"Lambda's answer for {name} has no ARN: give the ARN itself.");
            }
            catch (AmazonServiceException error) when (error.ErrorCode is "ResourceNotFoundException")
            {
                throw new FailedException($"There is no function {name} in this account and region. Give its ARN, or choose others with --profile and --region.", innerException: error);
            }
        });
    }
}
