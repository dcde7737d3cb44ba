using ExampleServer.Searching;
using ModelContextProtocol;

namespace ExampleServer.Tests;

public sealed class SearchApiTests
{
    private const string Key = "key-of-the-search-service";
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:search";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_with_the_key_and_gives_what_was_found()
    {
        using var service = new SearchService(200, """{"searchParameters":{},"organic":[{"title":"Tides","link":"https://example.com/tides","snippet":"Twice a day.","position":1},{"title":"Moon","link":"https://example.com/moon"},{"title":"Sun","link":"https://example.com/sun"}]}""");
        using var api = Api(service, new CountedSecrets(Key));

        var hits = await api.SearchAsync("tides", 2, Cancel);

        Assert.Equal([new("Tides", "https://example.com/tides", "Twice a day."), new("Moon", "https://example.com/moon", null)], hits);
        Assert.Equal((Key, """{"q":"tides","num":2}"""), Assert.Single(service.Requests));
    }

    [Fact]
    public async Task The_key_is_read_once()
    {
        using var service = new SearchService(200, "{}");
        var secrets = new CountedSecrets(Key);
        using var api = Api(service, secrets);

        Assert.Empty(await api.SearchAsync("a", 5, Cancel));
        Assert.Empty(await api.SearchAsync("b", 5, Cancel));

        Assert.Equal(1, secrets.Reads);
    }

    [Fact]
    public async Task A_key_that_was_refused_is_read_anew()
    {
        using var service = new SearchService(403, "{}");
        var secrets = new CountedSecrets(Key);
        using var api = Api(service, secrets);

        Assert.Contains("refused this server's key", await FailureAsync(api), StringComparison.Ordinal);
        await FailureAsync(api);

        Assert.Equal(2, secrets.Reads);
    }

    [Theory]
    [InlineData(400, "fewer, plainer words")]
    [InlineData(500, "Try once more")]
    [InlineData(302, "Try once more")]
    public async Task Each_failure_says_what_to_do(int status, string advice)
    {
        using var service = new SearchService(status, "secret details", static response => response.Headers["Location"] = "http://127.0.0.1:1/");
        using var api = Api(service, new CountedSecrets(Key));

        var message = await FailureAsync(api);

        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret details", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_says_how_long_to_wait()
    {
        using var service = new SearchService(429, "{}", static response => response.Headers["Retry-After"] = "30");
        using var api = Api(service, new CountedSecrets(Key));

        Assert.Contains("Wait 30 seconds", await FailureAsync(api), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_a_failure_of_the_service()
    {
        using var service = new SearchService(200, "<html>");
        using var api = Api(service, new CountedSecrets(Key));

        Assert.Contains("usable answer", await FailureAsync(api), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_it_says_that_it_is_not_set_up()
    {
        using var none = new SearchApi(SearchSettings.Read(static _ => null), new CountedSecrets(Key));
        using var unreadable = new SearchApi(new(Arn, new("http://127.0.0.1:1/")), new CountedSecrets(null));

        Assert.Contains("SEARCH_API_KEY_SECRET_ARN", await FailureAsync(none), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await FailureAsync(unreadable), StringComparison.Ordinal);
    }

    private static SearchApi Api(SearchService service, CountedSecrets secrets) => new(new(Arn, service.Url), secrets);

    private static async Task<string> FailureAsync(SearchApi api)
    {
        var failure = await Assert.ThrowsAsync<McpException>(() => api.SearchAsync("tides", 5, Cancel));
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        return failure.Message;
    }
}
