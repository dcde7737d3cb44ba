using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Authorizer.Tests;

public sealed class BearerAuthorizerTests
{
    private const string MethodArn = "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/POST/mcp";

    private static readonly StaticTokens Tokens = StaticTokens.Parse("""
        {"tokens":[{"name":"alice","token":"alices-long-token-01","scopes":["mcp","admin"]},
                   {"name":"reader","token":"readers-long-token-1","scopes":["read"]}]}
        """);

    private readonly RecordLines _records = new();

    [Fact]
    public async Task A_token_with_the_right_is_allowed_on_the_whole_stage()
    {
        var answer = await AuthorizeAsync(("authorization", "bearer alices-long-token-01"));

        Assert.Equal(
            """
            {"principalId":"alice","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/*"]}]},"context":{"scopes":"mcp admin"}}
            """,
            JsonSerializer.Serialize(answer, new AuthorizerJsonContext(new JsonSerializerOptions
            {
                DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
            }).APIGatewayCustomAuthorizerResponse));
        Assert.Equal("granted - - alice", Seen());
    }

    [Fact]
    public async Task A_known_token_without_the_right_is_denied()
    {
        var answer = await AuthorizeAsync(("Authorization", "Bearer readers-long-token-1"));

        Assert.Equal("reader", answer.PrincipalID);
        var statement = Assert.Single(answer.PolicyDocument.Statement);
        Assert.Equal("Deny", statement.Effect);
        Assert.Equal(["arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/*"], statement.Resource!);
        Assert.Equal("refused insufficient_scope - reader", Seen());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    [InlineData("Bearer nobodys-long-token-1")]
    [InlineData("Bearer alices-long-token-01, Bearer readers-long-token-1")]
    public async Task Anything_else_is_the_error_that_means_401(string? header)
    {
        var error = await Assert.ThrowsAsync<UnauthorizedException>(
            () => header is null ? AuthorizeAsync() : AuthorizeAsync(("AUTHORIZATION", header)));

        Assert.Equal("Unauthorized", error.Message);
        Assert.Matches("^refused (missing|invalid)_token [a-z_-]+ -$", Seen());
        Assert.DoesNotContain("long-token", _records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_names_the_requests_ids_and_the_first_one_tells_of_the_cold_start()
    {
        await AuthorizeAsync(("authorization", "bearer alices-long-token-01"));

        var decision = _records.All[0];
        Assert.Equal(
            ("POST", "/mcp", "api-1"), (decision.GetProperty("httpMethod").GetString(), decision.GetProperty("path").GetString(), decision.GetProperty("apiRequestId").GetString()));
        Assert.NotEmpty(decision.GetProperty("functionRequestId").GetString()!);
        Assert.Equal(("start", 1), (_records.All[1].GetProperty("audit").GetString(), _records.All[1].GetProperty("ColdStarts").GetInt32()));
    }

    [Fact]
    public async Task Two_headers_that_differ_in_case_are_refused() =>
        await Assert.ThrowsAsync<UnauthorizedException>(() => AuthorizeAsync(
            ("Authorization", "Bearer alices-long-token-01"), ("authorization", "Bearer readers-long-token-1")));

    [Fact]
    public async Task A_secret_that_cannot_be_had_is_no_401()
    {
        var authorizer = new BearerAuthorizer(new TokenVerifier(_ => throw new HttpRequestException("unreachable")), _records.Log);

        await Assert.ThrowsAsync<HttpRequestException>(
            () => authorizer.AuthorizeAsync(Request(("Authorization", "Bearer alices-long-token-01")), new InvocationContext()));
    }

    private string Seen()
    {
        var decision = _records.All[0];
        return string.Join(' ', ((string[])["outcome", "reason", "fault", "principal"]).Select(name => decision.TryGetProperty(name, out var said) ? said.GetString() : "-"));
    }

    private Task<APIGatewayCustomAuthorizerResponse> AuthorizeAsync(params (string Name, string Value)[] headers) =>
        new BearerAuthorizer(new TokenVerifier(Tokens), _records.Log).AuthorizeAsync(Request(headers), new InvocationContext());

    private static APIGatewayCustomAuthorizerRequest Request(params (string Name, string Value)[] headers) => new()
    {
        Type = "REQUEST",
        MethodArn = MethodArn,
        HttpMethod = "POST",
        Path = "/mcp",
        RequestContext = new() { RequestId = "api-1" },
        Headers = headers.Length == 0 ? null : headers.ToDictionary(header => header.Name, header => header.Value),
    };
}
