using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LambdaMcp.Telemetry.Tracing;

namespace LambdaMcp.Telemetry.Tests.Tracing;

public sealed class CallSegmentTests : IDisposable
{
    private const string Function = "arn:aws:lambda:eu-west-1:123456789012:function:find:live";
    private const string Client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly XRayTrace Sampled = XRayTrace.Parse("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")!;

    private readonly UdpClient _listener = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly XRayDaemon _daemon;

    public CallSegmentTests() => _daemon = Find($"127.0.0.1:{((IPEndPoint)_listener.Client.LocalEndPoint!).Port}")!;

    [Fact]
    public async Task A_call_is_a_subsegment_of_the_endpoints_own_segment()
    {
        string id;
        using (var segment = Begin(Sampled)!)
        {
            id = segment.Id;
            segment.RequestId = "r-1";
            Assert.Equal($"Root=1-5759e988-bd862e3fe1be46a994272793;Parent={id};Sampled=1", CallSegment.CurrentHeader);
        }

        var document = await ReceiveAsync();
        Assert.Equal("find find subsegment aws 1-5759e988-bd862e3fe1be46a994272793 53995c3f42cd8ad8", Texts(document, "name", "name", "type", "namespace", "trace_id", "parent_id"));
        Assert.Equal(id, document.GetProperty("id").GetString());
        Assert.Equal("Invoke find eu-west-1 r-1", Texts(document.GetProperty("aws"), "operation", "function_name", "region", "request_id"));
        Assert.Equal("search 0af7651916cd43dd8448eb211c80319c", Texts(document.GetProperty("annotations"), "tool", "w3c_trace_id"));
        Assert.True(document.GetProperty("start_time").GetDouble() <= document.GetProperty("end_time").GetDouble());
        Assert.False(document.TryGetProperty("fault", out _) || document.TryGetProperty("error", out _) || document.TryGetProperty("throttle", out _));
        Assert.Null(CallSegment.CurrentHeader);
    }

    [Theory]
    [InlineData(SegmentFailure.Fault, "fault")]
    [InlineData(SegmentFailure.Error, "error")]
    [InlineData(SegmentFailure.Throttle, "error throttle")]
    public async Task How_it_failed_is_told_in_X_Rays_words(SegmentFailure failure, string flags)
    {
        using (var segment = Begin(Sampled)!)
            segment.Failure = failure;

        var document = await ReceiveAsync();
        Assert.Equal(flags, string.Join(' ', ((string[])["fault", "error", "throttle"]).Where(name => document.TryGetProperty(name, out var flag) && flag.GetBoolean())));
    }

    [Fact]
    public async Task Calls_side_by_side_have_headers_of_their_own()
    {
        var headers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var segment = Begin(Sampled)!;
            await Task.Yield();
            return (CallSegment.CurrentHeader, segment.Id);
        }));

        Assert.All(headers, header => Assert.Contains(header.Id, header.CurrentHeader, StringComparison.Ordinal));
        Assert.Equal(5, headers.Select(header => header.Id).Distinct().Count());
    }

    [Fact]
    public void Nobody_is_told_of_a_trace_that_is_not_sampled_or_where_there_is_no_daemon()
    {
        Assert.Null(Begin(Sampled with { IsSampled = false }));
        Assert.Null(Begin(null));
        Assert.Null(CallSegments.None.Begin(Function, "search", null));
        Assert.Null(CallSegment.CurrentHeader);
    }

    [Theory]
    [InlineData("169.254.79.129:2000", true)]
    [InlineData("tcp:127.0.0.1:2000 udp:127.0.0.2:2001", true)]
    [InlineData("[::1]:2000", true)]
    [InlineData("tcp:127.0.0.1:2000", false)]
    [InlineData("xray.example.com:2000", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("", false)]
    public void The_daemons_address_is_read_in_either_form(string address, bool isOne)
    {
        using var daemon = Find(address);

        Assert.Equal(isOne, daemon is not null);
    }

    [Fact]
    public void A_daemon_that_is_not_there_fails_nothing()
    {
        _listener.Dispose();

        for (var i = 0; i < 3; i++)
            Begin(Sampled)!.Dispose();
    }

    public void Dispose()
    {
        _daemon.Dispose();
        _listener.Dispose();
    }

    private static XRayDaemon? Find(string address) => XRayDaemon.Find(name => name == "AWS_XRAY_DAEMON_ADDRESS" ? address : null);

    private CallSegment? Begin(XRayTrace? trace) => new CallSegments(_daemon, () => trace, TimeProvider.System).Begin(Function, "search", Client);

    private static string Texts(JsonElement json, params string[] names) => string.Join(' ', names.Select(name => json.GetProperty(name).GetString()));

    private async Task<JsonElement> ReceiveAsync()
    {
        var datagram = await _listener.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var parts = Encoding.UTF8.GetString(datagram.Buffer).Split('\n', 2);
        Assert.Equal("""{"format":"json","version":1}""", parts[0]);
        return JsonDocument.Parse(parts[1]).RootElement;
    }
}
