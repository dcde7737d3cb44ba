using LambdaMcp.Aws.Targets;
using LambdaMcp.Gateway.Targets;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Aws.Tests.Lambda;

public sealed class FreshConnectionsTests
{
    [Fact]
    public async Task A_connection_is_used_again_unless_the_process_paused()
    {
        var time = new ManualTime();
        var connections = new List<string>();
        await using var lambda = await FakeLambda.StartAsync(
            context =>
            {
                connections.Add(context.Connection.Id);
                return context.Response.WriteAsync("1");
            },
            time);
        var invoker = new LambdaTargetInvoker(lambda.Client, TimeProvider.System);

        foreach (var pause in new[] { 0, 10, 60 })
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            await invoker.InvokeAsync(
                new TargetRequest("arn:aws:lambda:eu-west-1:123456789012:function:echo", "{}"u8.ToArray()),
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(connections[0], connections[1]);
        Assert.NotEqual(connections[1], connections[2]);
    }
}
