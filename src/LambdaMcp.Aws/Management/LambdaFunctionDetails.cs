using System.Globalization;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using LambdaMcp.Gateway.Management.Functions;

namespace LambdaMcp.Aws.Management;

/// <summary>Functions' details by Lambda's GetFunction.</summary>
internal sealed class LambdaFunctionDetails(Func<IAmazonLambda> client) : IFunctionDetails
{
    public async Task<FunctionDetails?> FindAsync(string functionArn, CancellationToken cancellationToken)
    {
        try
        {
            return Read(functionArn, await client().GetFunctionAsync(new GetFunctionRequest { FunctionName = functionArn }, cancellationToken));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw ManagementFailure.Of(error, $"the details of {functionArn}", "lambda:GetFunction");
        }
    }

    private static FunctionDetails? Read(string arn, GetFunctionResponse answer) => answer.Configuration is not { } function ? null
        : new FunctionDetails(function.FunctionName ?? arn, arn)
        {
            Runtime = function.Runtime?.Value,
            Description = function.Description ?? "",
            TimeoutSeconds = function.Timeout,
            MemoryMB = function.MemorySize,
            LastModified = DateTimeOffset.TryParse(function.LastModified, CultureInfo.InvariantCulture, out var time) ? time : null,
            Tags = answer.Tags ?? [],
        };
}
