using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

public sealed class NarrowedViewsTests
{
    private static readonly McpRequest Anybody = Requests.Stateless("tools/list");

    [Fact]
    public void Those_for_whom_scopes_and_lists_say_the_same_share_a_view()
    {
        var views = new NarrowedViews<object>([["a"], ["b", "a"]]);
        var first = View(["a", "other"], "[]");

        Assert.Same(first, View(["a"], "[]"));
        Assert.NotSame(first, View(["a"], null));
        Assert.NotSame(first, View(["b"], "[]"));
        Assert.NotSame(first, View(["a", "b"], "[]"));
        Assert.False(views.IsOpen);

        object View(string[] scopes, string? lists) => views.For(Anybody with { Scopes = scopes.ToHashSet() }, lists, () => new());
    }

    [Fact]
    public void However_many_tokens_there_are_the_views_are_not()
    {
        var views = new NarrowedViews<object>([]);
        for (var i = 0; i < 1000; i++)
            views.For(Anybody, $"{i}", () => new());

        Assert.InRange(views.Count, 1, 64);
    }

    [Fact]
    public async Task Who_is_not_narrowed_gets_the_list_that_everybody_gets()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"a"}"""), Registered("""{"type":"prompt","name":"p"}"""));
        var withScopes = Anybody with { Scopes = new HashSet<string> { "some" } };
        var elsewhere = Anybody with { Allowed = new() { Resources = AllowList.Nothing } };

        var all = await gateway.Tools.ListAsync(Anybody, TestContext.Current.CancellationToken);

        Assert.Same(all, await gateway.Tools.ListAsync(withScopes, TestContext.Current.CancellationToken));
        Assert.Same(all, await gateway.Tools.ListAsync(elsewhere, TestContext.Current.CancellationToken));
    }
}
