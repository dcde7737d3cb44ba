using System.Net;
using LambdaMcp.Local.Tests.Lambda;

namespace LambdaMcp.Local.Tests.FunctionUrls;

public sealed class SignatureTests : IAsyncDisposable
{
    private readonly UrlFixture _url = new();

    public ValueTask DisposeAsync() => _url.DisposeAsync();

    [Fact]
    public async Task An_unsigned_request_is_forbidden()
    {
        _url.Url = _url.Url with { IsSigned = true };
        await _url.StartAsync(() => UrlFixture.Answer("{}"));

        using var response = await _url.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"Message":"Forbidden"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("AccessDeniedException", response.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Null(_url.Event);
    }

    [Fact]
    public async Task Requests_that_AWSs_signer_signs_reach_a_streaming_function_with_their_caller()
    {
        Require.Program("node");
        Require.NodePackage("@smithy/signature-v4");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("""
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { "Content-Type": "application/x-ndjson" } });
              stream.write(JSON.stringify(event) + "\n");
              stream.write(event.isBase64Encoded ? "binary" : "text");
              stream.end();
            });
            """);
        _url.Url = _url.Url with { IsSigned = true, Streamed = true };
        await _url.StartAsync(function, (_, request, cancellation) => lambda.Service.InvokeAsync(function, request, cancellation));

        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "LambdaMcp.Local.Tests", "FunctionUrls", "js", "signed.mjs"), "@smithy/signature-v4", [_url.Address]);

        Assert.True(exitCode == 0, $"{output}\n{errors}");
        Assert.Contains("all checks passed", output, StringComparison.Ordinal);
    }
}
