namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationImportTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    private readonly RegistrationApi _api = new();

    [Fact]
    public async Task What_was_exported_is_the_same_when_it_is_imported_elsewhere()
    {
        foreach (var one in new[] { Resource("a", "docs://a"), Resource("b", "docs://b"), """{"type":"set","name":"s","members":["a"]}""" })
            await _api.SendAsync("POST", "", one);
        var exported = await _api.SendAsync("GET", "export");
        var elsewhere = new RegistrationApi();

        var first = await elsewhere.SendAsync("POST", "import", exported.Body);
        var again = await elsewhere.SendAsync("POST", "import?mode=replace", exported.Body);

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(["resource-a", "resource-b", "set-s"], Ids(first, "created"));
        Assert.Equal(["resource-a", "resource-b", "set-s"], Ids(again, "unchanged"));
        Assert.Equal(exported.Body, (await elsewhere.SendAsync("GET", "export")).Body);
    }

    [Fact]
    public async Task To_merge_keeps_what_is_not_there_and_to_replace_removes_it()
    {
        await _api.SendAsync("POST", "", Resource("a", "docs://a"));
        await _api.SendAsync("POST", "", Resource("b", "docs://b"));
        var document = Document(Resource("a", "docs://changed"), Resource("c", "docs://c"));

        var tried = await _api.SendAsync("POST", "import?mode=replace&dryRun", document);
        Assert.Equal(["resource-b"], Ids(tried, "deleted"));
        Assert.Equal(2, _api.Table.Items.Count);
        Assert.Equal(200, (await _api.SendAsync("POST", "import", document)).Status);
        Assert.Equal(3, _api.Table.Items.Count);
        var replaced = await _api.SendAsync("POST", "import?mode=replace", document);

        Assert.Equal(["resource-b"], Ids(replaced, "deleted"));
        Assert.Equal(["resource-a", "resource-c"], Ids(replaced, "unchanged"));
        Assert.Equal(["docs://changed", "docs://c"], _api.Table.Items.Select(item => item.Uri));
    }

    [Fact]
    public async Task A_URI_can_go_from_one_to_another()
    {
        await _api.SendAsync("POST", "", Resource("a", "docs://x"));
        await _api.SendAsync("POST", "", Resource("z", "docs://y"));

        var moved = await _api.SendAsync("POST", "import", Document(Resource("a", "docs://y"), Resource("z", "docs://z"), Resource("c", "docs://x")));

        Assert.Equal(200, moved.Status);
        Assert.Equal(["docs://y", "docs://z", "docs://x"], _api.Table.Items.Select(item => item.Uri));
    }

    [Fact]
    public async Task A_write_that_fails_keeps_no_other_from_being_made_and_is_told()
    {
        _api.Table.FailsAt = "resource-b";
        var document = Document(Resource("a", "docs://a"), Resource("b", "docs://b"), Resource("c", "docs://c"));

        var failed = await _api.SendAsync("POST", "import", document);
        _api.Table.FailsAt = null;
        var again = await _api.SendAsync("POST", "import", document);

        Assert.Equal(500, failed.Status);
        Assert.Equal(["resource-a", "resource-c"], Ids(failed, "created"));
        Assert.Equal("resource-b", failed.Json.GetProperty("conflicts")[0].GetProperty("id").GetString());
        Assert.Equal(200, again.Status);
        Assert.Equal(["resource-b"], Ids(again, "created"));
    }

    [Theory]
    [InlineData("[]", "/registrations")]
    [InlineData("""{"registrations":[],"more":1}""", "/more")]
    [InlineData("""{"registrations":[1]}""", "/registrations/0")]
    [InlineData("""{"registrations":[{"type":"set","name":"s","members":["a"]},{"type":"set","name":"s","members":["b"]}]}""", "/registrations/1")]
    [InlineData("""{"registrations":[{"type":"set","name":"s","members":["a"]},{"type":"set","name":"t","members":["a b"]}]}""", "/registrations/1/members/0")]
    public async Task Nothing_is_written_when_anything_is_faulty(string document, string place)
    {
        var refused = await _api.SendAsync("POST", "import", document);

        Assert.Equal(400, refused.Status);
        Assert.Equal([place], refused.Pointers);
        Assert.Empty(_api.Table.Items);
    }

    [Fact]
    public async Task Two_of_a_document_cannot_have_one_URI()
    {
        var refused = await _api.SendAsync("POST", "import", Document(Resource("a", "docs://x"), Resource("b", "docs://x")));

        Assert.Equal((400, "/registrations/1/uri"), (refused.Status, refused.Pointers.Single()));
    }

    [Fact]
    public async Task What_cannot_be_beside_what_is_stored_is_refused_before_anything_is_written()
    {
        await _api.SendAsync("POST", "", Resource("a", "docs://a"));
        _api.Table.Items.Add(_api.Table.Items[0] with { Id = "5f0c", Name = "foreign", Uri = "docs://foreign" });

        var taken = await _api.SendAsync("POST", "import", Document(Resource("b", "docs://b"), Resource("c", "docs://a")));
        var namesake = await _api.SendAsync("POST", "import", Document(Resource("foreign", "docs://d")));
        var version = await _api.SendAsync("POST", "import", Document(Resource("a", "docs://d")[..^1] + ",\"version\":7}"));

        Assert.Equal([(409, "/registrations/1/uri"), (409, "/registrations/0/name"), (409, "/registrations/0/version")],
            new[] { taken, namesake, version }.Select(answer => (answer.Status, answer.Pointers.Single())));
        Assert.Equal(2, _api.Table.Items.Count);
    }

    [Fact]
    public async Task A_change_since_the_export_or_during_the_import_is_not_lost()
    {
        await _api.SendAsync("POST", "", Resource("a", "docs://a"));
        await _api.SendAsync("POST", "", Resource("b", "docs://b"));
        var tag = (await _api.SendAsync("GET", "export")).Tag;
        var document = Document(Resource("a", "docs://c"));
        await _api.SendAsync("PATCH", "resource-b", """{"title":"theirs"}""");
        Assert.Equal(412, (await _api.SendAsync("POST", "import?mode=replace", document, $"If-Match: {tag}")).Status);

        // Replaced by somebody after the plan was made.
        _api.Table.BeforeChange = () => (_api.Table.Items[1], _api.Table.BeforeChange) = (_api.Table.Items[1] with { Title = "again", Version = 3 }, null);
        var raced = await _api.SendAsync("POST", "import?mode=replace", document);

        Assert.Equal(409, raced.Status);
        Assert.Equal("resource-b", raced.Json.GetProperty("conflicts")[0].GetProperty("id").GetString());
        Assert.Equal(["resource-a"], Ids(raced, "updated"));
        Assert.Empty(Ids(raced, "deleted"));
        Assert.Equal("again", _api.Table.Items.Single(item => item.Id == "resource-b").Title);
    }

    [Fact]
    public async Task A_document_has_an_end()
    {
        var many = Document([.. Enumerable.Range(0, 1001).Select(at => $$"""{"type":"set","name":"s{{at}}","members":["a"]}""")]);

        Assert.Equal(["/registrations"], (await _api.SendAsync("POST", "import", many)).Pointers);
        Assert.Equal(413, (await _api.SendAsync("POST", "import", new string(' ', 4 * 1024 * 1024 + 1))).Status);
    }

    private static string Resource(string name, string uri) => $$"""{"type":"resource","name":"{{name}}","lambdaArn":"{{Arn}}","uri":"{{uri}}"}""";

    private static string Document(params string[] registrations) => $$"""{"registrations":[{{string.Join(',', registrations)}}]}""";

    private static string[] Ids(RegistrationApi.Answer answer, string list) => [.. answer.Json.GetProperty(list).EnumerateArray().Select(id => id.GetString()!)];
}
