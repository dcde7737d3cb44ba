using LambdaMcp.Tools.Generator.Tests.Compiling;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Objects that methods are called on, and services.</summary>
public sealed class InstanceTests
{
    private const string Source = """
        public sealed class Log(List<string> to) { public int Count => to.Count; public void Add(string line) => to.Add(line); }
        public interface IClock { string Now { get; } }
        public sealed class Clock(string now) : IClock { public string Now => now; }

        [McpServerToolType]
        public sealed class Tools(Log log, IClock clock, [FromKeyedServices("other")] IClock other, IServiceProvider services, IFormatProvider? none, int size = 3) : IAsyncDisposable
        {
            private readonly int _number = log.Count;
            [McpServerTool] public string Tell(IClock again, [FromKeyedServices("other")] IClock? keyed, IComparable? missing) =>
                $"{_number} {clock.Now} {other.Now} {services is not null} {none is null} {size} {again.Now} {keyed!.Now} {missing is null}";
            [McpServerTool] public async Task Fail() { await Task.Yield(); throw new InvalidOperationException("no"); }
            public ValueTask DisposeAsync() { log.Add("disposed"); return default; }
        }

        [McpServerToolType]
        public sealed class Single { private int _calls; [McpServerTool] public int Calls() => ++_calls; }

        public static class Setup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddSingleton<Log>().AddSingleton<IClock>(new Clock("12")).AddKeyedSingleton<IClock>("other", new Clock("13"));
                services.AddSingleton(Kept);
            }
            private static readonly Single Kept = new();
        }
        """;

    [Fact]
    public async Task An_object_is_made_for_each_call_from_services_and_disposed()
    {
        var log = new List<string>();
        var server = Configured(log);

        Assert.Equal("0 12 13 True True 3 12 13 True", await Text(server, "tell"));
        Assert.Equal(["disposed"], log);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.CallAsync("fail"));
        Assert.Equal(["disposed", "disposed"], log);
        Assert.Equal("2 12 13 True True 3 12 13 True", await Text(server, "tell"));
    }

    [Fact]
    public async Task A_registered_object_is_used()
    {
        var server = Configured([]);

        Assert.Equal("1", await Text(server, "calls"));
        Assert.Equal("2", await Text(server, "calls"));
    }

    [Fact]
    public void Services_are_no_arguments() =>
        Assert.Equal("""{"type":"object","properties":{},"additionalProperties":false}""", Configured([]).Definition("tell")["inputSchema"]!.ToJsonString());

    private static Server Configured(List<string> log)
    {
        Server? server = null;
        server = Server.With(
            services =>
            {
                services.AddSingleton(log);
                server!.Assembly.GetType("Setup")!.GetMethod("Add")!.Invoke(null, [services]);
            },
            Source);
        return server;
    }

    private static async Task<string> Text(Server server, string tool) => (await server.CallAsync(tool))["content"]![0]!["text"]!.GetValue<string>();
}
