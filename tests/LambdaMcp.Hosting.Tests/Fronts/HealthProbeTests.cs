using LambdaMcp.Hosting.Fronts;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Tests.Fronts;

public sealed class HealthProbeTests
{
    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:8080/health")]
    [InlineData("0.0.0.0", "http://127.0.0.1:8080/health")]
    [InlineData("*", "http://127.0.0.1:8080/health")]
    [InlineData("[::]", "http://[::1]:8080/health")]
    [InlineData("10.0.0.7", "http://10.0.0.7:8080/health")]
    public void It_asks_where_the_server_is_reached_from_its_own_machine(string host, string url) =>
        Assert.Equal(new Uri(url), HealthProbe.UrlOf(new() { Host = host, Port = 8080 }));

    [Fact]
    public void A_port_that_the_system_chose_cannot_be_asked()
    {
        var error = Assert.Throws<InvalidSettingException>(() => HealthProbe.UrlOf(new() { Port = 0 }));

        Assert.Contains("MCP_SERVER_PORT", error.Message, StringComparison.Ordinal);
    }
}
