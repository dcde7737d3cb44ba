using LambdaMcp.Aws.Sealing;
using LambdaMcp.AwsCalls.Secrets;

namespace LambdaMcp.Aws.Tests.Sealing;

public sealed class SecretSealingKeysTests : ISecretSource
{
    private const string First = "the first key, long enough";
    private const string Second = "the second key, long enough";

    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private readonly SecretSealingKeys _keys;
    private Func<Task<string>> _answer = static () => Task.FromResult(First);
    private int _fetches;

    public SecretSealingKeysTests() => _keys = new SecretSealingKeys(this, "arn", _time, _log);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_secret_is_read_on_first_use_and_then_every_five_minutes_at_most()
    {
        Assert.Equal(0, _fetches);
        await HasAsync(First);
        _answer = static () => Task.FromResult(Second);
        _time.Advance(TimeSpan.FromSeconds(299));
        await HasAsync(First);
        Assert.Equal(1, _fetches);

        _time.Advance(TimeSpan.FromSeconds(1));
        await HasAsync(Second);
        await HasAsync(Second);
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task However_many_requests_come_one_fetch_is_under_way()
    {
        var answer = new TaskCompletionSource<string>();
        _answer = () => answer.Task;
        using var impatient = new CancellationTokenSource();
        var first = _keys.GetAsync(impatient.Token).AsTask();
        var others = Enumerable.Range(0, 5).Select(_ => _keys.GetAsync(Cancel).AsTask()).ToArray();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(First);

        await Task.WhenAll(others);
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task Known_keys_serve_while_the_secret_is_read_again()
    {
        await HasAsync(First);
        var answer = new TaskCompletionSource<string>();
        _answer = () => answer.Task;
        _time.Advance(TimeSpan.FromMinutes(5));

        await HasAsync(First);
        await HasAsync(First);
        answer.SetResult(Second);

        await HasAsync(Second);
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task Keys_of_long_ago_are_not_used_before_the_secret_was_asked()
    {
        await HasAsync(First);
        var answer = new TaskCompletionSource<string>();
        _answer = () => answer.Task;
        _time.Advance(TimeSpan.FromMinutes(15));

        var waiting = _keys.GetAsync(Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        answer.SetResult(Second);

        Assert.Equal(SealingKeyText.Parse(Second)[0].ToArray(), (await waiting)[0].ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task A_failed_reading_leaves_the_known_keys_in_force(int minutes)
    {
        await HasAsync(First);
        _answer = static () => throw new SecretUnavailableException("unreachable");
        _time.Advance(TimeSpan.FromMinutes(minutes));

        await HasAsync(First);
        await HasAsync(First);
        Assert.Equal(2, _fetches);
        Assert.Contains("Warning", _log.Text, StringComparison.Ordinal);

        _answer = static () => Task.FromResult("short");
        _time.Advance(TimeSpan.FromMinutes(5));
        await HasAsync(First);

        _answer = static () => Task.FromResult(Second);
        _time.Advance(TimeSpan.FromMinutes(5));
        await HasAsync(Second);
        Assert.DoesNotContain(Second, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_first_reading_fails_the_request_and_the_next_request_tries_again()
    {
        _answer = static () => throw new SecretUnavailableException("unreachable");
        await Assert.ThrowsAsync<SecretUnavailableException>(() => _keys.GetAsync(Cancel).AsTask());
        _answer = static () => Task.FromResult("short");
        await Assert.ThrowsAsync<FormatException>(() => _keys.GetAsync(Cancel).AsTask());

        _answer = static () => Task.FromResult(First);
        await HasAsync(First);
        Assert.Contains("Error", _log.Text, StringComparison.Ordinal);
    }

    Task<string> ISecretSource.GetAsync(string arn, CancellationToken cancellationToken)
    {
        _fetches++;
        return _answer();
    }

    private async Task HasAsync(string text) =>
        Assert.Equal(SealingKeyText.Parse(text)[0].ToArray(), (await _keys.GetAsync(Cancel))[0].ToArray());
}
