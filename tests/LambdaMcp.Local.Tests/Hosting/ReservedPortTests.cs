using LambdaMcp.Local.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.Hosting;

public sealed class ReservedPortTests
{
    [Fact]
    public async Task What_is_reserved_is_answered_once_a_server_takes_it()
    {
        using var port = ReservedPort.Take(0);
        using var http = new HttpClient();
        var early = http.GetStringAsync(new Uri(port.Url), TestContext.Current.CancellationToken);

        await using var server = await LoopbackServer.StartAsync(port, context => context.Response.WriteAsync("here"));

        Assert.Equal(port.Url, server.Url);
        Assert.Equal("here", await early);
    }

    [Fact]
    public void A_port_is_had_once()
    {
        using var port = ReservedPort.Take(0);

        var error = Assert.Throws<StartupException>(() => ReservedPort.Take(port.Number));

        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
    }
}
