using LambdaMcp.Protocol.Changes;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog;

public sealed class CatalogChangesTests
{
    private readonly Gateway _gateway = new(
        Registered("""{"type":"tool","name":"t"}"""),
        Registered("""{"type":"resource","name":"r","uri":"test://r"}"""),
        Registered("""{"type":"prompt","name":"p"}"""));

    [Fact]
    public async Task The_marks_stay_while_the_lists_do_however_often_they_are_read()
    {
        var before = await ReadAsync();
        _gateway.Table.Items.Reverse();
        _gateway.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(before, await ReadAsync());
        Assert.Equal(2, _gateway.Table.Lists);
    }

    [Theory]
    [InlineData("""{"type":"tool","name":"new"}""", true, false, false)]
    [InlineData("""{"type":"tool","name":"t","title":"T"}""", true, false, false)]
    [InlineData("""{"type":"prompt","name":"new"}""", false, true, false)]
    [InlineData("""{"type":"resource","name":"new","uri":"test://new"}""", false, false, true)]
    [InlineData("""{"type":"resource-template","name":"new","uriTemplate":"test://new/{id}"}""", false, false, true)]
    public async Task The_mark_of_the_list_changes_that_does(string registration, bool tools, bool prompts, bool resources)
    {
        var before = await ReadAsync();
        var changed = Registered(registration);
        _gateway.Table.Items.RemoveAll(item => item.Id == changed.Id);
        _gateway.Table.Items.Add(changed);
        _gateway.Time.Advance(TimeSpan.FromSeconds(10));

        var after = await ReadAsync();

        Assert.Equal((tools, prompts, resources), (before.Tools != after.Tools, before.Prompts != after.Prompts, before.Resources != after.Resources));
    }

    private async Task<ListVersions> ReadAsync() => await _gateway.Changes.ReadAsync(Requests.Of("x"), TestContext.Current.CancellationToken);
}
