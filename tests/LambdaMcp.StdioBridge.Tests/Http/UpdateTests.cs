using System.Text;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.StdioBridge.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.StdioBridge.Tests.Http;

/// <summary>A server that says without end that its resources change costs a bounded number of writes and bytes.</summary>
public sealed class UpdateTests
{
    private readonly SlowUpdates _updates = new();
    private readonly ServerChanges _changes;

    public UpdateTests()
    {
        var server = new FakeServer().Requests;
        _changes = new(new(server, TimeProvider.System), new(server, NullLogger<ServerSubscriptions>.Instance), _updates, NullLogger<ServerChanges>.Instance);
    }

    [Fact]
    public void One_is_noted_after_the_other_and_what_waits_once()
    {
        for (var round = 0; round < 100; round++)
        {
            Hear("r:a");
            Hear("r:b");
        }

        Assert.Equal(["r:a"], _updates.Noted);
        _updates.Gate.SetResult();
        Assert.Equal(["r:a", "r:a", "r:b"], _updates.Noted.Order(StringComparer.Ordinal));

        Hear("r:c");
        Assert.Equal("r:c", _updates.Noted[^1]);
    }

    [Fact]
    public void So_many_may_wait_and_none_that_is_longer_than_anybody_listens_for()
    {
        Hear("r:" + new string('x', 3000));
        Assert.Empty(_updates.Noted);

        for (var i = 0; i < 3000; i++)
            Hear($"r:{i}");
        _updates.Gate.SetResult();
        Assert.Equal(1001, _updates.Noted.Count);
    }

    private void Hear(string uri) => _changes.Hear("notifications/resources/updated", Encoding.UTF8.GetBytes($$"""{"uri":"{{uri}}"}"""));

    private sealed class SlowUpdates : IResourceUpdates
    {
        public TaskCompletionSource Gate { get; } = new();

        public List<string> Noted { get; } = [];

        public Task NoteAsync(string uri, CancellationToken cancellationToken)
        {
            Noted.Add(uri);
            return Gate.Task;
        }

        public Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
