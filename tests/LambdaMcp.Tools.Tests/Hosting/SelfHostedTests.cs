using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.Tests.Hosting;

public class SelfHostedTests
{
    [Fact]
    public async Task A_program_of_ones_own_serves_its_methods_without_asking_AWS_for_anything()
    {
        await using var server = new SelfHosted(services =>
        {
            services.AddHttpClient("backend", client => client.BaseAddress = new("https://example.com/"));
            services.AddMcpMethods(Written.OneOfEach).AddMcpMethods([Written.Tool("backend", call =>
            {
                using var client = call.Services.GetRequiredService<IHttpClientFactory>().CreateClient("backend");
                return McpMethodResult.Text(client.BaseAddress!.ToString());
            })]);
        });

        var called = await server.SendAsync("tools/call", """ "name":"greet","arguments":{"name":"Bo"} """);
        Assert.StartsWith("Hello Bo, says ", called.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var injected = await server.SendAsync("tools/call", "\"name\":\"backend\"");
        Assert.Equal("https://example.com/", injected.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        var prompt = await server.SendAsync("prompts/get", """ "name":"review","arguments":{"file":"a.cs"} """);
        Assert.Equal("Review a.cs", prompt.GetProperty("result").GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString());
        var read = await server.SendAsync("resources/read", """ "uri":"docs://handbook" """);
        Assert.Equal("Be kind.", read.GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString());
        var templated = await server.SendAsync("resources/read", """ "uri":"orders://a%20b" """);
        Assert.Equal("""{"id":"a b"}""", templated.GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString());

        foreach (var (method, member, name) in new[]
        {
            ("tools/list", "tools", "greet"), ("prompts/list", "prompts", "review"), ("resources/list", "resources", "One"), ("resources/templates/list", "resourceTemplates", "Many"),
        })
        {
            var listed = await server.SendAsync(method);
            Assert.Contains(name, listed.GetProperty("result").GetProperty(member).EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        }
    }
}
