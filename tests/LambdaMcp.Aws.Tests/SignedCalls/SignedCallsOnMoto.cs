using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.AwsCalls.Stacks;

namespace LambdaMcp.Aws.Tests.SignedCalls;

/// <summary>The same on moto_server. It has no EventBridge Schemas: AWS's JavaScript client judges our emulation of those.</summary>
public sealed class SignedCallsOnMoto(MotoServer moto) : SignedCallContract, IClassFixture<MotoServer>
{
    public static DateTimeOffset MinuteOfMetrics => Minute;

    [Fact]
    public async Task A_stacks_resource_is_found_and_a_stack_that_is_not_there_is_told_so()
    {
        using var stacks = new StackResources((await ClientAsync(SignedService.CloudFormation))());

        Assert.Equal("the-tokens", await stacks.FindAsync("mcp-stack", "TokensTable", Cancel));
        var error = await Assert.ThrowsAsync<AmazonServiceException>(() => stacks.FindAsync("no-stack", "TokensTable", Cancel));
        Assert.Equal("ValidationError", error.ErrorCode);
        Assert.Contains("no-stack", error.Message, StringComparison.Ordinal);
    }

    protected override Task<string> UrlAsync() => Task.FromResult(moto.Url());
}
