namespace LambdaMcp.Tools.Tests.Hosting;

public class SelfHostedTests
{
    [Fact]
    public async Task A_program_of_ones_own_serves_its_methods_without_asking_AWS_for_anything()
    {
        await using var server = new SelfHosted(services => services.AddMcpMethods(Written.OneOfEach));

        var called = await server.SendAsync("tools/call", """ "name":"greet","arguments":{"name":"Bo"} """);
        Assert.StartsWith("Hello Bo, says ", called.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
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
            Assert.Equal(name, Assert.Single(listed.GetProperty("result").GetProperty(member).EnumerateArray()).GetProperty("name").GetString());
        }
    }
}
