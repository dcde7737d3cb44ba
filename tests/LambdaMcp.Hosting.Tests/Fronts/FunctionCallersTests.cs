using System.Security.Claims;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Hosting.Tests.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Hosting.Tests.Fronts;

/// <summary>Who gets into a function with catalogs of its own: whomever an authorizer or AWS vouches for, and whoever has a token. Nobody else.</summary>
public sealed class FunctionCallersTests
{
    private const string Arn = "arn:aws:sts::123456789012:assumed-role/agent/session";
    private const string Token = "a-token-of-this-test";

    [Fact]
    public async Task The_signer_of_a_request_to_a_function_url_is_the_caller()
    {
        Assert.Equal((200, Arn), await CallAsync(OwnCatalogs(), context => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = SignedUrl()));
        Assert.Equal((200, Arn), await CallAsync(OwnCatalogs(("MCP_AUTH_TOKEN", Token)), context => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = SignedUrl()));
    }

    [Fact]
    public async Task The_signer_of_a_request_to_a_rest_api_is_the_caller() =>
        Assert.Equal((200, Arn), await CallAsync(OwnCatalogs(), context => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] =
            new APIGatewayProxyRequest { Resource = "/mcp", RequestContext = new() { Identity = new() { UserArn = Arn } } }));

    [Fact]
    public async Task An_authorizers_principal_is_the_caller() =>
        Assert.Equal((200, "alice"), await CallAsync(OwnCatalogs(), context => context.User = new(new ClaimsIdentity([new("principalId", "alice"), new("scopes", "mcp")]))));

    [Fact]
    public async Task A_token_lets_in_where_nobody_vouches_for_the_caller()
    {
        var settings = OwnCatalogs(("MCP_AUTH_TOKEN", Token));

        Assert.Equal(200, (await CallAsync(settings, context => context.Request.Headers.Authorization = $"Bearer {Token}")).Status);
        Assert.Equal(401, (await CallAsync(settings, context => context.Request.Headers.Authorization = "Bearer another-token-of-this-test")).Status);
        Assert.Equal(401, (await CallAsync(settings, _ => { })).Status);
    }

    [Fact]
    public async Task The_claims_of_a_foreign_token_vouch_for_nobody() =>
        Assert.Equal(401, (await CallAsync(
            OwnCatalogs(), context => context.User = new(new ClaimsIdentity([new("iss", "https://login.example.com"), new("principalId", "admin"), new("scopes", "mcp")])))).Status);

    [Fact]
    public async Task Without_anything_that_tells_who_calls_nobody_gets_in()
    {
        var (status, answer) = await CallAsync(OwnCatalogs(), context => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] =
            new APIGatewayHttpApiV2ProxyRequest { RequestContext = new() { Authorizer = new() { IAM = new() { UserARN = "" } } } });

        Assert.Equal(401, status);
        Assert.Contains("MCP_AUTH_TOKEN", answer, StringComparison.Ordinal);
        Assert.Contains("AWS_IAM", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_endpoint_a_signature_vouches_for_nobody() =>
        Assert.Equal(401, (await CallAsync(
            EndpointSettings.Read(Variables.Of(OnLambda)), context => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = SignedUrl())).Status);

    private static (string, string?) OnLambda => ("AWS_LAMBDA_FUNCTION_NAME", "bridge");

    private static EndpointSettings OwnCatalogs(params (string, string?)[] variables) => EndpointSettings.ReadForCatalogs(Variables.Of([OnLambda, .. variables]));

    private static APIGatewayHttpApiV2ProxyRequest SignedUrl() => new() { RequestContext = new() { Authorizer = new() { IAM = new() { UserARN = Arn } } } };

    // The answer of whatever is behind is who calls.
    private static async Task<(int Status, string Answer)> CallAsync(EndpointSettings settings, Action<HttpContext> change)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseFunctionCallers(settings, new());
        app.Run(context => context.Response.WriteAsync(context.User.FindFirst(ClaimTypes.Name)?.Value ?? "nobody"));
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "POST";
        context.Request.Path = "/mcp";
        context.Response.Body = new MemoryStream();
        change(context);
        await app.Build()(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }
}
