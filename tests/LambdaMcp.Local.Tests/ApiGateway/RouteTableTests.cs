using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.Tests.ApiGateway;

public sealed class RouteTableTests
{
    private readonly RouteTable _routes = new([
        Route("GET", "/"), Route("POST", "/mcp"), Route("ANY", "/mcp/any"), Route("GET", "/register/{id}"), Route("GET", "/register/all"),
        Route("GET", "/register/{id}/versions"), Route("GET", "/files/{proxy+}"), Route("GET", "/.well-known/oauth-protected-resource/mcp"),
    ]);

    [Theory]
    [InlineData("GET", "/", "/")]
    [InlineData("POST", "/mcp", "/mcp")]
    [InlineData("POST", "/mcp/", "/mcp")]
    [InlineData("PATCH", "/mcp/any", "/mcp/any")]
    [InlineData("GET", "/register/all", "/register/all")]
    [InlineData("GET", "/register/42", "/register/{id}")]
    [InlineData("GET", "/register/42/versions", "/register/{id}/versions")]
    [InlineData("GET", "/files/a/b/c", "/files/{proxy+}")]
    [InlineData("GET", "/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource/mcp")]
    public void The_most_specific_route_is_found(string method, string path, string route) =>
        Assert.Equal(route, _routes.Find(method, path)?.Route.Path);

    [Theory]
    [InlineData("GET", "/mcp")]
    [InlineData("POST", "/register/all")]
    [InlineData("GET", "/files")]
    [InlineData("GET", "/MCP")]
    [InlineData("GET", "/nowhere")]
    public void Nothing_is_found_for_other_methods_and_paths(string method, string path) => Assert.Null(_routes.Find(method, path));

    [Fact]
    public void Parameters_are_decoded()
    {
        Assert.Equal("a b", _routes.Find("GET", "/register/a%20b")!.PathParameters["id"]);
        Assert.Equal("x/y z", _routes.Find("GET", "/files/x/y%20z")!.PathParameters["proxy"]);
    }

    private static ApiRoute Route(string method, string path) => new() { Method = method, Path = path, FunctionArn = "f" };
}
