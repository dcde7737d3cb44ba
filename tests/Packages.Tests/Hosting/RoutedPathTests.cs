using System.Text;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;

namespace Packages.Tests.Hosting;

public sealed class RoutedPathTests
{
    [Theory]
    [InlineData("/mcp", "/prod/mcp", "/mcp", null, "/prod", "/mcp")]
    [InlineData("/mcp/", "/prod/mcp/", "/mcp", null, "/prod", "/mcp/")]
    [InlineData("/", "/prod", "/", null, "/prod", "/")]
    [InlineData("/", "/prod/", "/", null, "/prod", "/")]
    [InlineData("/register/42", "/prod/register/42", "/register/{id}", """{"id":"42"}""", "/prod", "/register/42")]
    [InlineData("/register/a%2Fb", "/prod/register/a%2Fb", "/register/{id}", """{"id":"a/b"}""", "/prod", "/register/a%2Fb")]
    [InlineData("/any/thing", "/prod/any/thing", "/{proxy+}", """{"proxy":"any/thing"}""", "/prod", "/any/thing")]
    [InlineData("/tools/mcp", "/tools/mcp", "/mcp", null, "/tools", "/mcp")]
    [InlineData("/tools/mcp", "/tools/mcp", "/{proxy+}", """{"proxy":"mcp"}""", "/tools", "/mcp")]
    [InlineData("/mcp", null, "/mcp", null, "", "/mcp")]
    [InlineData("mcp", "/mcp", null, null, "", "/mcp")]
    public void A_REST_API_divides_into_stage_or_base_path_and_route(
        string path, string? fullPath, string? resource, string? parameters, string pathBase, string route) =>
        Assert.Equal((pathBase, route), RoutedPath.OfRestApi(path, fullPath, RoutedPath.Expand(resource, Utf8(parameters))));

    [Theory]
    [InlineData("/prod/mcp", "prod", "POST /mcp", null, "/prod", "/mcp")]
    [InlineData("/mcp", "$default", "$default", null, "", "/mcp")]
    [InlineData("/prod/mcp", "prod", "$default", null, "/prod", "/mcp")]
    [InlineData("/prod", "prod", "$default", null, "/prod", "/")]
    [InlineData("/mcp", "m", "$default", null, "", "/mcp")]
    [InlineData("/tools/mcp", "prod", "ANY /{proxy+}", """{"proxy":"mcp"}""", "/tools", "/mcp")]
    [InlineData("/prod/register/42", "prod", "GET /register/{id}", """{"id":"42"}""", "/prod", "/register/42")]
    public void An_HTTP_API_divides_into_stage_or_base_path_and_route(
        string path, string stage, string routeKey, string? parameters, string pathBase, string route) =>
        Assert.Equal((pathBase, route), RoutedPath.OfHttpApi(path, stage, RoutedPath.Expand(RoutedPath.OfRouteKey(routeKey), Utf8(parameters))));

    [Theory]
    [InlineData("/a%20b", "/a b")]
    [InlineData("/a%2Fb%2fc", "/a%2Fb%2Fc")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/gr%C3%BC%C3%9Fe", "/grüße")]
    [InlineData("/100%", "/100%")]
    public void Everything_but_a_slash_is_decoded(string path, string decoded) => Assert.Equal(decoded, RoutedPath.Decode(path));

    private static byte[] Utf8(string? json) => Encoding.UTF8.GetBytes(json ?? "");
}
