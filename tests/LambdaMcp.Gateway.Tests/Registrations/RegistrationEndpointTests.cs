using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Probes;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationEndpointTests
{
    private const string Body = """{"type":"prompt","name":"p","description":"d","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:f"}""";

    private readonly RegistrationTable _table = new();

    [Fact]
    public async Task What_was_registered_is_shown_with_its_version_and_can_be_sent_back()
    {
        Assert.Equal(201, (await SendAsync("POST", "", Body)).Status);
        Assert.Equal(409, (await SendAsync("POST", "", Body)).Status);

        var shown = await SendAsync("GET", "prompt-p");
        Assert.Equal((200, "\"1\""), (shown.Status, shown.Tag));
        var replaced = await SendAsync("PUT", "prompt-p", shown.Body);
        Assert.Equal((200, "\"2\""), (replaced.Status, replaced.Tag));
        Assert.Equal(204, (await SendAsync("DELETE", "prompt-p")).Status);
        Assert.Equal(404, (await SendAsync("PUT", "prompt-p", Body)).Status);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData(1, null, 200)]
    [InlineData(2, null, 409)]
    [InlineData(null, "\"1\"", 200)]
    [InlineData(null, "\"7\", \"1\"", 200)]
    [InlineData(null, "*", 200)]
    [InlineData(null, "\"2\"", 412)]
    [InlineData(null, "1", 412)]
    [InlineData(1, "\"2\"", 412)]
    public async Task A_change_that_was_made_to_another_version_is_refused(int? version, string? tag, int status)
    {
        await SendAsync("POST", "", Body);

        Assert.Equal(status, (await SendAsync("PUT", "prompt-p", version is null ? Body : $"{Body[..^1]},\"version\":{version}}}", tag)).Status);
        Assert.Equal(status == 200 ? 2 : 1, _table.Items[0].Version);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("""{"type":"tool","type":"tool"}""", 400)]
    [InlineData("""{"type":"tool","name":"\ud800"}""", 400)]
    [InlineData("""{"\udc00":1}""", 400)]
    [InlineData("""{"type":"tool"}""", 400)]
    public async Task A_body_that_makes_no_sense_is_refused(string body, int status) => Assert.Equal(status, (await SendAsync("POST", "", body)).Status);

    [Theory]
    [InlineData(58, 201)]
    [InlineData(59, 400)]
    public async Task A_registration_nests_no_deeper_than_clients_read_its_list(int depth, int status)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        Assert.Equal(status, (await SendAsync("POST", "", $"{Body[..^1]},\"_meta\":{{\"a\":{nested}}}}}")).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var body = Encoding.UTF8.GetBytes("{\"type\":\"tool\",\"title\":\"?\"}");
        body[^3] = 0xFF;

        Assert.Equal(400, (await SendAsync("POST", "", body)).Status);
    }

    [Fact]
    public async Task A_body_or_a_registration_that_is_too_large_is_refused()
    {
        Assert.Equal(413, (await SendAsync("POST", "", new string(' ', 512 * 1024 + 1))).Status);
        Assert.Equal(201, (await SendAsync("POST", "", Body + new string(' ', 512 * 1024 - Body.Length))).Status);
        Assert.Equal(413, (await SendAsync("POST", "", Body.Replace("\"d\"", "\"too large\"", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task An_id_that_no_table_takes_is_not_found()
    {
        foreach (var method in new[] { "GET", "PUT", "DELETE" })
            Assert.Equal(404, (await SendAsync(method, new string('é', 1025), Body)).Status);
        Assert.Equal(0, _table.Finds);
    }

    private Task<Answer> SendAsync(string method, string id, string body = "", string? tag = null) => SendAsync(method, id, Encoding.UTF8.GetBytes(body), tag);

    private async Task<Answer> SendAsync(string method, string id, byte[] body, string? tag = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = $"/{id}";
        context.Request.Body = new MemoryStream(body);
        if (tag is not null)
            context.Request.Headers.IfMatch = tag;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await new RegistrationEndpoint(_table, new NoProbe()).HandleAsync(context);
        if (answer.Length > 0)
            JsonDocument.Parse(answer.ToArray()).Dispose();
        return new(context.Response.StatusCode, context.Response.Headers.ETag.ToString(), Encoding.UTF8.GetString(answer.ToArray()));
    }

    private sealed record Answer(int Status, string Tag, string Body);
}
