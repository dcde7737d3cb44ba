using System.Security.Claims;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using LambdaMcp.Hosting.Fronts;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Hosting.Tests.Fronts;

/// <summary>Whom API Gateway names, and where: the two ways in never take each other's callers.</summary>
public sealed class CallerSourceTests
{
    private const string Arn = "arn:aws:iam::123456789012:user/agent";

    [Fact]
    public void A_signer_is_taken_at_the_route_for_signers_alone()
    {
        Assert.Equal(Arn, SignedCallers.UserArnOf(Signed("/iam/mcp")));
        Assert.Null(SignedCallers.UserArnOf(Signed("/mcp")));
        Assert.Null(SignedCallers.UserArnOf(Signed("/{proxy+}")));
        Assert.Null(SignedCallers.UserArnOf(new DefaultHttpContext()));
    }

    [Fact]
    public void An_authorizers_principal_signs_nothing()
    {
        var context = Signed("/iam/mcp", userArn: null);
        context.User = new(new ClaimsIdentity([new("principalId", "alice"), new("scopes", "mcp")]));

        Assert.Null(SignedCallers.UserArnOf(context));
    }

    [Fact]
    public void A_signer_is_no_principal_of_the_authorizers() => Assert.Null(GatewayAuthorizer.ContextOf(Signed("/mcp")));

    [Fact]
    public void The_claims_of_a_token_are_no_authorizers_word()
    {
        var context = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new("iss", "https://login.example.com"), new("principalId", "admin"), new("scopes", "mcp lambda-mcp/manage")])),
        };

        Assert.Null(GatewayAuthorizer.ContextOf(context));
    }

    private static DefaultHttpContext Signed(string route, string? userArn = Arn)
    {
        var context = new DefaultHttpContext();
        context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = new APIGatewayProxyRequest
        {
            Resource = route,
            RequestContext = new() { Identity = new() { UserArn = userArn } },
        };
        return context;
    }
}
