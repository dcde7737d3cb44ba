using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Tokens;

public sealed class TokenSecretTests
{
    private const string First = "the-first-long-token";
    private const string Second = "the-second-long-token";

    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private Func<string> _answer = () => First;
    private int _fetches;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_secret_is_fetched_once_for_five_minutes()
    {
        var secret = Create();
        Assert.Equal(0, _fetches);

        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(First));
        _answer = () => Second;
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(First));
        Assert.Equal(1, _fetches);

        _time.Advance(TimeSpan.FromSeconds(1));
        var tokens = await secret.GetAsync(Cancellation);
        Assert.NotNull(tokens.Find(Second));
        Assert.Null(tokens.Find(First));
        Assert.Equal(2, _fetches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_refresh_keeps_the_tokens_and_is_not_tried_again_at_once(bool malformed)
    {
        var secret = Create();
        await secret.GetAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(5));
        _answer = () => malformed ? "{\"SECRETVALUE" : throw new HttpRequestException("unreachable");

        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(First));
        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(First));
        Assert.Equal(2, _fetches);
        Assert.Contains("Warning", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETVALUE", _log.Text, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(30));
        _answer = () => Second;
        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(Second));
    }

    [Fact]
    public async Task A_failed_first_fetch_fails_the_request_and_the_next_request_tries_again()
    {
        var secret = Create();
        _answer = () => throw new HttpRequestException("unreachable");
        await Assert.ThrowsAsync<HttpRequestException>(() => secret.GetAsync(Cancellation).AsTask());
        Assert.Contains("Error", _log.Text, StringComparison.Ordinal);

        _answer = () => "short";
        await Assert.ThrowsAsync<MalformedTokenSecretException>(() => secret.GetAsync(Cancellation).AsTask());

        _answer = () => First;
        Assert.NotNull((await secret.GetAsync(Cancellation)).Find(First));
        Assert.DoesNotContain(First, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_requests_come_one_fetch_is_under_way()
    {
        var answer = new TaskCompletionSource<string>();
        var secret = new TokenSecret(
            _ =>
            {
                _fetches++;
                return answer.Task;
            },
            _time,
            _log);
        using var impatient = new CancellationTokenSource();
        var first = secret.GetAsync(impatient.Token).AsTask();
        var others = Enumerable.Range(0, 5).Select(_ => secret.GetAsync(Cancellation).AsTask()).ToArray();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(First);

        Assert.All(await Task.WhenAll(others), tokens => Assert.NotNull(tokens.Find(First)));
        Assert.Equal(1, _fetches);
    }

    private TokenSecret Create() => new(
        _ =>
        {
            _fetches++;
            return Task.FromResult(_answer());
        },
        _time,
        _log);
}
