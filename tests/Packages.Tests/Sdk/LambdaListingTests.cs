using Amazon.Lambda.Model;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class LambdaListingTests
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:one";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_are_listed_page_by_page()
    {
        await using var aws = await FakeAws.StartAsync(static (request, response) => response.WriteAsync(
            request.Query.Contains("Marker", StringComparison.Ordinal)
                ? """{"Functions":[{"FunctionName":"two"}],"NextMarker":null}"""
                : $$$"""
                    {"Functions":[{"FunctionName":"one","FunctionArn":"{{{Arn}}}","Description":"First",
                    "MemorySize":256,"Timeout":30,"Version":"$LATEST","Environment":{"Variables":{} } } ],"NextMarker":"a/b+c="}
                    """));
        using var client = aws.Lambda();

        var first = await client.ListFunctionsAsync(new ListFunctionsRequest { MaxItems = 1 }, Cancel);
        var second = await client.ListFunctionsAsync(new ListFunctionsRequest { MaxItems = 1, Marker = first.NextMarker }, Cancel);

        var function = Assert.Single(first.Functions!);
        Assert.Equal((Arn, "First", 256, 30), (function.FunctionArn, function.Description, function.MemorySize, function.Timeout));
        Assert.Equal("two", Assert.Single(second.Functions!).FunctionName);
        Assert.Null(second.NextMarker);
        Assert.All(aws.Requests, request =>
        {
            Assert.Equal(("GET", "/2015-03-31/functions"), (request.Method, request.Path));
            SignatureV4.AssertSigns(request, "lambda", "eu-west-1");
        });
        Assert.Equal(["MaxItems=1", "Marker=a%2Fb%2Bc%3D&MaxItems=1"], aws.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task A_function_comes_with_its_configuration_and_tags()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) => response.WriteAsync(
            """{"Configuration":{"FunctionName":"one","Handler":"bootstrap"},"Code":{"Location":"x"},"Tags":{"team":"a"}}"""));
        using var client = aws.Lambda();

        var answer = await client.GetFunctionAsync(new GetFunctionRequest { FunctionName = "one", Qualifier = "3" }, Cancel);

        Assert.Equal("/2015-03-31/functions/one?Qualifier=3", Assert.Single(aws.Requests).Target);
        Assert.Equal("bootstrap", answer.Configuration!.Handler);
        Assert.Equal("a", answer.Tags!["team"]);
    }

    [Fact]
    public async Task Tags_are_asked_for_by_ARN()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) => response.WriteAsync("""{"Tags":{"mcp:tool":"yes"}}"""));
        using var client = aws.Lambda();

        var answer = await client.ListTagsAsync(new ListTagsRequest { Resource = Arn }, Cancel);

        var request = Assert.Single(aws.Requests);
        Assert.Equal("/2017-03-31/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aone", request.Target);
        SignatureV4.AssertSigns(request, "lambda", "eu-west-1");
        Assert.Equal("yes", answer.Tags!["mcp:tool"]);
    }
}
