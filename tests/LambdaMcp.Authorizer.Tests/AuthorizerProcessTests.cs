using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Authorizer.Tests;

public sealed class AuthorizerProcessTests
{
    private const string SecretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mcp-a1b2c3";

    private static readonly string Event = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "events", "authorizer-request.json"));

    [Fact]
    public async Task The_function_judges_gateway_events_by_the_secret_that_it_fetches_once()
    {
        var fetches = new List<string>();
        await using var function = await StartAsync(async context =>
        {
            using var request = await JsonDocument.ParseAsync(context.Request.Body);
            lock (fetches)
                fetches.Add($"{context.Request.Headers["X-Amz-Target"]} {request.RootElement.GetProperty("SecretId").GetString()}");
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.WriteAsync($$"""{"ARN":"{{SecretArn}}","SecretString":"local-development-token"}""");
        });

        var (failed, body) = await function.InvokeAsync(Event);
        Assert.False(failed, function.Output);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal("default", answer.RootElement.GetProperty("principalId").GetString());
        Assert.Equal("mcp lambda-mcp/manage", answer.RootElement.GetProperty("context").GetProperty("scopes").GetString());
        var statement = answer.RootElement.GetProperty("policyDocument").GetProperty("Statement")[0];
        Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
        Assert.Equal(
            "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/*/*", statement.GetProperty("Resource")[0].GetString());

        var foreign = Event.Replace("local-development-token", "some-other-token-here", StringComparison.Ordinal);
        (failed, body) = await function.InvokeAsync(foreign);
        Assert.True(failed);
        using var error = JsonDocument.Parse(body);
        Assert.Equal("Unauthorized", error.RootElement.GetProperty("errorMessage").GetString());

        Assert.Equal([$"secretsmanager.GetSecretValue {SecretArn}"], fetches);
        var output = await function.StopAsync();
        var decisions = output.Split('\n').Where(line => line.Contains("\"outcome\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, decisions.Count);
        Assert.All(decisions, line => Assert.Contains(
            "\"apiRequestId\":\"6f1c1c52-6a1f-4d55-9d41-2a5a3a7c9b10\"", line, StringComparison.Ordinal));
        Assert.Contains("\"outcome\":\"granted\",\"principal\":\"default\"", decisions[0], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"refused\",\"reason\":\"invalid_token\"", decisions[1], StringComparison.Ordinal);
        Assert.DoesNotContain(" at LambdaMcp", output, StringComparison.Ordinal);
        Assert.DoesNotContain("local-development-token", output, StringComparison.Ordinal);
        Assert.DoesNotContain("some-other-token-here", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_fetched_is_a_failure_and_no_verdict()
    {
        await using var function = await StartAsync(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.WriteAsync("""{"__type":"ResourceNotFoundException","message":"There is no such secret."}""");
        });

        var (failed, body) = await function.InvokeAsync(Event);

        Assert.True(failed);
        using var error = JsonDocument.Parse(body);
        Assert.NotEqual("Unauthorized", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Contains("token secret could not be fetched", await function.StopAsync(), StringComparison.Ordinal);
    }

    private static Task<FunctionProcess> StartAsync(RequestDelegate secretsManager) => FunctionProcess.StartAsync(
        "bootstrap",
        url => new()
        {
            ["MCP_AUTH_TOKEN_SECRET_ARN"] = SecretArn,
            ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = url,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI",
        },
        secretsManager);
}
