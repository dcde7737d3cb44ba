using System.Security.Claims;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Tests.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Access;

/// <summary>A client hears of the resources that it may see now, whatever it could see when it subscribed.</summary>
public sealed class NotificationRightsTests
{
    private readonly Changing _resources = new();
    private readonly StreamHost _host;

    public NotificationRightsTests() => _host = new(add: services => services.AddSingleton<IResourceCatalog>(_resources));

    [Fact]
    public async Task A_sessions_subscription_is_worth_what_the_listening_token_is()
    {
        var session = await _host.One.OpenSessionAsync();
        await SubscribeAsync(session, "res://a");
        await SubscribeAsync(session, "res://b");
        var stream = _host.Get(session, change: request =>
            ((ClaimsIdentity)request.HttpContext.User.Identity!).AddClaim(new("resources", """["res://b"]""")));

        _host.Changes.Note("res://a");
        _host.Changes.Note("res://b");
        _host.Pass(4);

        Assert.Equal(["res://b"], Uris(stream));
    }

    [Fact]
    public async Task A_resource_that_was_withdrawn_is_told_of_no_more_in_a_session()
    {
        var session = await _host.One.OpenSessionAsync();
        await SubscribeAsync(session, "res://a");
        await SubscribeAsync(session, "res://b");
        var stream = _host.Get(session);

        _resources.Withdrawn = "res://a";
        _host.Changes.Note("res://a");
        _host.Changes.Note("res://b");
        _host.Pass(4);

        Assert.Equal(["res://b"], Uris(stream));
    }

    [Fact]
    public void Nor_on_a_stateless_clients_stream()
    {
        var stream = _host.Listen("""{"resourceSubscriptions":["res://a","res://b"]}""");
        Assert.Single(stream.News());

        _resources.Withdrawn = "res://a";
        _host.Changes.Note("res://a");
        _host.Changes.Note("res://b");
        _host.Pass(4);

        Assert.Equal(["res://b"], Uris(stream));
        Assert.DoesNotContain("res://a", string.Concat(stream.Events.Skip(1).Select(one => one.Data)), StringComparison.Ordinal);
    }

    private async Task SubscribeAsync(string session, string uri) => Assert.Equal(200, (await _host.One.PostAsync(
        $$$"""{"jsonrpc":"2.0","id":3,"method":"resources/subscribe","params":{"uri":"{{{uri}}}"}}""", session)).Status);

    private static IEnumerable<string?> Uris(Connection stream) => stream.News().Select(message => message.GetProperty("params").GetProperty("uri").GetString());

    private sealed class Changing : IResourceCatalog
    {
        public string? Withdrawn { get; set; }

        public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

        public ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

        public ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken) => default;

        public ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken) =>
            new(uri != Withdrawn && request.Allowed.AllowsResource(uri));
    }
}
