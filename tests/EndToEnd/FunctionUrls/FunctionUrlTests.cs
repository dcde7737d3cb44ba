using System.Net;
using System.Text;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.FunctionUrls;

/// <summary>Functions that make builds and a wrapper starts, reached by their URLs.</summary>
public sealed class FunctionUrlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_of_layers_makefiles_and_wrappers_answer_at_their_URLs()
    {
        await using var stack = await UrlStack.StartAsync();
        using var http = new HttpClient();
        using var signed = new SignedHttp(stack.Ready, "lambda");
        var open = stack.Urls["OpenFunction"];
        var streaming = stack.Urls["StreamingFunction"];

        // Open to all, buffered, and its answer is taken as JSON.
        var answer = JsonElement.Parse(await http.GetStringAsync(new Uri(open + "a/b?c=d"), Cancellation));
        Assert.Equal("/a/b", answer.GetProperty("event").GetProperty("rawPath").GetString());
        Assert.Equal("anonymous", answer.GetProperty("event").GetProperty("requestContext").GetProperty("accountId").GetString());
        Assert.Equal("of the layer", answer.GetProperty("greeting").GetString());
        Assert.Equal("AWS_Lambda_python3.14", answer.GetProperty("runtime").GetString());
        Assert.True(answer.GetProperty("wrapped").GetBoolean());
        Assert.Equal(streaming, answer.GetProperty("neighbour").GetString());
        Assert.Equal(Path.Combine(stack.Folder, ".aws-sam", "local", "template", "OpenFunction"), answer.GetProperty("root").GetString());

        // What goes wrong.
        using var failed = await http.GetAsync(new Uri(open + "fail"), Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        using var unsigned = await http.GetAsync(new Uri(streaming), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal("""{"Message":"Forbidden"}""", await unsigned.Content.ReadAsStringAsync(Cancellation));

        // Signed, and streamed.
        using var streamed = await signed.SendAsync(HttpMethod.Post, streaming + "mcp?x=1", """["one","two"]""");
        var events = (await streamed.Content.ReadAsStringAsync(Cancellation)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(HttpStatusCode.OK, streamed.StatusCode);
        Assert.Equal("true", streamed.Headers.GetValues("X-Wrapped").Single());
        Assert.Equal("text/event-stream", streamed.Content.Headers.ContentType!.ToString());
        Assert.Equal(["data: \"one\"", "data: \"two\""], events[1..]);
        var caller = JsonElement.Parse(events[0]["data: ".Length..]).GetProperty("requestContext").GetProperty("authorizer").GetProperty("iam");
        Assert.Equal(stack.Ready.AccessKeyId, caller.GetProperty("accessKey").GetString());
        Assert.Contains(streaming, stack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_call()
    {
        await using var stack = await UrlStack.StartAsync();
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, stack.Urls["OpenFunction"]);
        preflight.Headers.Add("Origin", "https://app.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var request = new HttpRequestMessage(HttpMethod.Post, stack.Urls["OpenFunction"]) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", "https://app.example");

        using var allowed = await http.SendAsync(preflight, Cancellation);
        using var answer = await http.SendAsync(request, Cancellation);

        Assert.Equal("POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("https://app.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
