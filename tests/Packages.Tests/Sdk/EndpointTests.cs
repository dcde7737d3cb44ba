using Amazon;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("eu-west-1", false, false, "https://lambda.eu-west-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "https://lambda.us-east-1.api.aws")]
    [InlineData("us-gov-west-1", false, true, "https://lambda-fips.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", false, false, "https://lambda.cn-north-1.amazonaws.com.cn")]
    public void An_endpoint_follows_the_region_and_its_partition(string region, bool dualStack, bool fips, string expected)
    {
        var config = new AmazonLambdaConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseDualstackEndpoint = dualStack,
            UseFIPSEndpoint = fips,
        };

        Assert.Equal(expected, config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(null)).URL.TrimEnd('/'));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_LAMBDA")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task The_environment_can_name_another_endpoint(string variable)
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) => response.WriteAsync("1"));
        Environment.SetEnvironmentVariable(variable, aws.Url);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        try
        {
            using var client = new AmazonLambdaClient(
                new SessionAWSCredentials(FakeAws.AccessKey, FakeAws.SecretKey, FakeAws.SessionToken), new AmazonLambdaConfig());
            await client.InvokeAsync(new InvokeRequest { FunctionName = "echo" }, TestContext.Current.CancellationToken);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
            Environment.SetEnvironmentVariable("AWS_REGION", null);
        }

        SignatureV4.AssertSigns(Assert.Single(aws.Requests), "lambda", "eu-west-1");
    }
}
