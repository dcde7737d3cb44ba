using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using LambdaMcp.Aws.LargeAnswers;
using LambdaMcp.Gateway.Calls.LargeAnswers;

namespace LambdaMcp.Aws.Tests.LargeAnswers;

public sealed class S3AnswerStoreTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<(Uri Uri, string? Type, byte[] Body)> _sent = new();
    private HttpStatusCode _status = HttpStatusCode.OK;

    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    [Fact]
    public void A_URL_is_signed_as_in_the_example_of_S3s_documentation()
    {
        var location = new S3Location("us-east-1", new("https://examplebucket.s3.amazonaws.com"), "/");
        var credentials = new ImmutableCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);

        var url = PresignedUrls.Sign(location, credentials, "GET", "test.txt", new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(1));

        Assert.StartsWith("https://examplebucket.s3.amazonaws.com/test.txt?", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Expires=86400", url.Query, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", url.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", null, "b", "https://b.s3.eu-west-1.amazonaws.com/", "/")]
    [InlineData("eu-west-1", null, "b.c", "https://s3.eu-west-1.amazonaws.com/", "/b.c/")]
    [InlineData("cn-north-1", null, "b", "https://b.s3.cn-north-1.amazonaws.com.cn/", "/")]
    [InlineData("us-east-1", "http://127.0.0.1:9", "b", "http://127.0.0.1:9/", "/b/")]
    public void A_bucket_is_found_in_its_region_or_where_the_environment_says(string region, string? endpoint, string bucket, string host, string path)
    {
        var location = S3Location.Of(bucket, name => name switch
        {
            "AWS_REGION" => region,
            "AWS_ENDPOINT_URL" => endpoint,
            _ => null,
        });

        Assert.Equal((region, host, path), (location.Region, location.Endpoint.AbsoluteUri, location.Path));
    }

    [Fact]
    public async Task Each_answer_has_a_key_of_its_own_that_nobody_can_guess_and_keeps_its_type()
    {
        var (one, other) = (await StoreAsync(), await StoreAsync());

        Assert.NotEqual(one.AbsolutePath, other.AbsolutePath);
        Assert.Matches("^/answers/[0-9a-f]{64}$", one.AbsolutePath);
        Assert.Equal(one.AbsolutePath, _sent.First().Uri.AbsolutePath);
        Assert.Equal(("text/plain; charset=utf-8", "data"), (_sent.First().Type, System.Text.Encoding.UTF8.GetString(_sent.First().Body)));
        Assert.Contains("X-Amz-Expires=600", one.Query, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Security-Token=token", one.Query, StringComparison.Ordinal);
        // The right to write is not what the client gets.
        Assert.NotEqual(one, _sent.First().Uri);
    }

    [Fact]
    public async Task A_refusal_is_told_with_what_S3_said()
    {
        _status = HttpStatusCode.Forbidden;

        var failure = await Assert.ThrowsAsync<AnswerNotStoredException>(StoreAsync);

        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        Assert.Contains("because", failure.Message, StringComparison.Ordinal);
    }

    private async Task<Uri> StoreAsync()
    {
        using var http = new HttpClient(new Answering(this));
        var store = new S3AnswerStore(
            "bucket", () => new SessionAWSCredentials("id", "secret", "token"), () => http, name => name == "AWS_REGION" ? "eu-west-1" : null, TimeProvider.System);
        return await store.StoreAsync("data"u8.ToArray(), "text/plain; charset=utf-8", TimeSpan.FromMinutes(10), Cancel);
    }

    private sealed class Answering(S3AnswerStoreTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._sent.Enqueue((request.RequestUri!, request.Content!.Headers.ContentType?.ToString(), await request.Content.ReadAsByteArrayAsync(cancellationToken)));
            return new(test._status) { Content = new StringContent("because") };
        }
    }
}
