using System.Net;
using System.Net.Sockets;
using LambdaMcp.Aws.Targets;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Telemetry.Tracing;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Aws.Tests.Lambda;

public sealed class SegmentHeaderTests
{
    private const string Header = "x-amzn-trace-id";
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:find";

    [Fact]
    public async Task A_call_belongs_to_the_subsegment_that_stands_for_it_and_the_next_one_to_none()
    {
        await using var lambda = await FakeLambda.StartAsync(static context => context.Response.WriteAsync("{}"));
        using var listener = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var daemon = XRayDaemon.Find(_ => listener.Client.LocalEndPoint!.ToString());
        var segments = new CallSegments(daemon, static () => XRayTrace.Parse("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"), TimeProvider.System);
        var invoker = new LambdaTargetInvoker(lambda.Client, TimeProvider.System);
        var request = new TargetRequest(Arn, "{}"u8.ToArray());

        string id;
        using (var segment = segments.Begin(Arn, "find", null)!)
        {
            id = segment.Id;
            await invoker.InvokeAsync(request, TestContext.Current.CancellationToken);
        }

        await invoker.InvokeAsync(request, TestContext.Current.CancellationToken);

        var headers = lambda.Requests.Select(call => call.Headers[Header].ToString()).ToArray();
        Assert.Equal([$"Root=1-5759e988-bd862e3fe1be46a994272793;Parent={id};Sampled=1", ""], headers);
    }
}
