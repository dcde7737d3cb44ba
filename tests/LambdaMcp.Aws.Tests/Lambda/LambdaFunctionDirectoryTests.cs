using LambdaMcp.Aws.Discovery;
using LambdaMcp.Gateway.Discovery;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Aws.Tests.Lambda;

public sealed class LambdaFunctionDirectoryTests
{
    [Fact]
    public async Task Every_page_is_read()
    {
        await using var lambda = await FakeLambda.StartAsync(static context => context.Response.WriteAsync(
            context.Request.Query["Marker"].ToString() switch
            {
                "" => """{"Functions":[{"FunctionName":"a","FunctionArn":"arn:a","Description":"A"}],"NextMarker":"2"}""",
                "2" => """{"Functions":[],"NextMarker":"3"}""",
                _ => """{"Functions":[{"FunctionName":"b","FunctionArn":"arn:b"}],"NextMarker":""}""",
            }));
        var found = new List<FunctionSummary>();

        await foreach (var function in new LambdaFunctionDirectory(lambda.Client).ListAsync(TestContext.Current.CancellationToken))
            found.Add(function);

        Assert.Equal([new("a", "arn:a", "A"), new("b", "arn:b", "")], found);
        Assert.Equal(3, lambda.Requests.Count);
    }
}
