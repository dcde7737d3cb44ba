using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    [Fact]
    public async Task An_item_of_every_type_comes_back_as_it_was_put()
    {
        await PutAsync(Item(
            "a",
            1,
            ("text", S("é \"quoted\" \u2028 😀")),
            ("number", N("-12.5")),
            ("bytes", B(0, 127, 255)),
            ("yes", Flag(true)),
            ("no", Flag(false)),
            ("nothing", Null),
            ("list", L(S("x"), L(), M())),
            ("map", M(("b.c", S("")), ("n", NS("3", "20", "1")))),
            ("texts", SS("b", "a")),
            ("binaries", new AttributeValue { BS = [new MemoryStream([2]), new MemoryStream([1])] })));
        Assert.Equal(
            "{binaries:BS(AQ==,Ag==),bytes:BAH//,list:[Sx,[],{}],map:{b.c:S,n:NS(1,20,3)},no:false,nothing:null,number:N-12.5,pk:Sa,sk:N1,text:Sé \"quoted\" \u2028 😀,texts:SS(a,b),yes:true}",
            await GetAsync("a", 1));
    }

    [Fact]
    public async Task A_put_replaces_the_item_and_answers_with_the_old_one()
    {
        await PutAsync(Item("a", 1, ("x", N(1)), ("y", N(2))));
        var response = await Client.PutItemAsync(
            new() { TableName = Table, Item = Item("a", 1, ("x", N(3))), ReturnValues = ReturnValue.ALL_OLD }, Cancellation);
        Assert.Equal("{pk:Sa,sk:N1,x:N1,y:N2}", Show(response.Attributes));
        Assert.Equal("{pk:Sa,sk:N1,x:N3}", await GetAsync("a", 1));
    }

    [Fact]
    public async Task A_delete_answers_with_the_old_item_and_may_be_repeated()
    {
        await PutAsync(Item("a", 1, ("x", N(1))));
        var request = new DeleteItemRequest { TableName = Table, Key = Key("a", 1), ReturnValues = ReturnValue.ALL_OLD };
        Assert.Equal("{pk:Sa,sk:N1,x:N1}", Show((await Client.DeleteItemAsync(request, Cancellation)).Attributes));
        Assert.Empty((await Client.DeleteItemAsync(request, Cancellation)).Attributes ?? []);
        Assert.False((await Client.GetItemAsync(Table, Key("a", 1), Cancellation)).IsItemSet);
    }

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("00012.500", "12.5")]
    [InlineData("1E+20", "100000000000000000000")]
    [InlineData("1.2e-5", "0.000012")]
    [InlineData(".5", "0.5")]
    [InlineData("+5.", "5")]
    [InlineData("0e500", "0")]
    [InlineData("123456789012345678901234567890.12345678", "123456789012345678901234567890.12345678")]
    [InlineData("1234567890123456789012345678901234567800", "1234567890123456789012345678901234567800")]
    public async Task Numbers_are_normalised_and_keep_38_digits(string sent, string stored)
    {
        await PutAsync(Item("a", 1, ("n", N(sent))));
        Assert.Equal($"{{n:N{stored},pk:Sa,sk:N1}}", await GetAsync("a", 1));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("1e")]
    [InlineData("123456789012345678901234567890123456789")]
    [InlineData("1e126")]
    [InlineData("1e-131")]
    public async Task What_is_no_number_or_too_large_for_one_is_refused(string number) =>
        await RejectsAsync(() => PutAsync(Item("a", 1, ("n", N(number)))));

    [Fact]
    public async Task Sets_are_neither_empty_nor_with_duplicates()
    {
        await RejectsAsync(() => PutAsync(Item("a", 1, ("x", SS("a", "a")))));
        await RejectsAsync("Input collection contains duplicates", () => PutAsync(Item("a", 1, ("x", NS("1", "1.0")))));
        await RejectsAsync(() => PutAsync(Item("a", 1, ("x", new AttributeValue { BS = [new MemoryStream([1]), new MemoryStream([1])] }))));
    }

    [Fact]
    public async Task An_item_has_its_whole_key_of_the_right_types_and_not_empty()
    {
        await RejectsAsync(() => PutAsync(Map(("pk", S("a")))));
        await RejectsAsync(() => PutAsync(Map(("pk", N(1)), ("sk", N(1)))));
        await RejectsAsync(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
            () => PutAsync(Item("", 1)));
        await RejectsAsync(() => PutAsync(Item(new('x', 2049), 1)));
        await PutAsync(Item(new('x', 2048), 1));
    }

    [Fact]
    public async Task A_key_in_a_request_is_exactly_the_tables_key()
    {
        Dictionary<string, AttributeValue>[] keys =
        [
            Map(("pk", S("a"))),
            Map(("pk", S("a")), ("sk", S("1"))),
            Map(("pk", S("a")), ("sk", N(1)), ("x", N(1))),
            Map(("pk", S("")), ("sk", N(1))),
        ];
        foreach (var key in keys)
        {
            await RejectsAsync(() => Client.GetItemAsync(Table, key, Cancellation));
            await RejectsAsync(() => Client.DeleteItemAsync(Table, key, Cancellation));
            await RejectsAsync(() => Client.UpdateItemAsync(new() { TableName = Table, Key = key }, Cancellation));
        }
    }

    [Fact]
    public async Task Items_may_have_400_KB_names_included()
    {
        // 2 and 1 for pk, 2 and 2 for sk, 1 for the name x.
        const int Rest = (400 * 1024) - 8;
        await PutAsync(Item("a", 1, ("x", S(new('x', Rest)))));
        await RejectsAsync(
            "Item size has exceeded the maximum allowed size", () => PutAsync(Item("a", 1, ("x", S(new('x', Rest + 1))))));
        await RejectsAsync(
            "Item size to update has exceeded the maximum allowed size",
            () => UpdateAsync("SET y = :y", Map((":y", S("")))));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("12", 2)]
    [InlineData("100", 2)]
    [InlineData("123", 3)]
    [InlineData("-1", 3)]
    [InlineData("10.01", 3)]
    [InlineData("0.001", 2)]
    [InlineData("-12345678901234567890", 12)]
    public async Task A_number_takes_a_byte_for_two_digits(string number, int size)
    {
        var rest = (400 * 1024) - 9 - size;
        await PutAsync(Item("a", 1, ("n", N(number)), ("x", S(new('x', rest)))));
        await RejectsAsync(() => PutAsync(Item("a", 1, ("n", N(number)), ("x", S(new('x', rest + 1))))));
    }

    [Fact]
    public async Task Lists_and_maps_take_bytes_of_their_own()
    {
        var document = M(("list", L(Flag(true), N(1), S("é"))), ("set", SS("ab", "c")), ("map", M(("k", Null))));
        // 3 and 3 for the map, 4 + (3 + 3 + 1 + 2 + 2) for the list, 3 + 3 for the set, 3 + (3 + 1 + 1 + 1) for the inner map.
        const int Size = 6 + 15 + 6 + 9;
        const int Rest = (400 * 1024) - 9 - Size;
        await PutAsync(Item("a", 1, ("d", document), ("x", S(new('x', Rest)))));
        await RejectsAsync(() => PutAsync(Item("a", 1, ("d", document), ("x", S(new('x', Rest + 1))))));
    }

    [Fact]
    public async Task Documents_nest_32_levels_deep()
    {
        static AttributeValue Nested(int levels) => levels == 0 ? S("x") : L(Nested(levels - 1));
        await PutAsync(Item("a", 1, ("d", Nested(31))));
        await RejectsAsync(
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
            () => PutAsync(Item("a", 1, ("d", Nested(32)))));
    }

    [Theory]
    [InlineData("n", "{n:N5}")]
    [InlineData("m.x, l[2], l[0]", "{l:[N1,N3],m:{x:N1}}")]
    [InlineData("m.y[1].z", "{m:{y:[{z:Sr}]}}")]
    [InlineData("#n, m.#d", "{m:{a.b:N7},n:N5}")]
    [InlineData("l[0].x, l[1]", "{l:[N2]}")]
    [InlineData("nope, m.y[7], n.x", "{}")]
    public async Task A_projection_takes_parts_of_an_item(string projection, string expected)
    {
        await PutAsync(Item(
            "a", 1, ("n", N(5)), ("l", L(N(1), N(2), N(3))), ("m", M(("x", N(1)), ("a.b", N(7)), ("y", L(S("p"), M(("z", S("r")))))))));
        var request = new GetItemRequest { TableName = Table, Key = Key("a", 1), ProjectionExpression = projection };
        if (projection.Contains('#', StringComparison.Ordinal))
            request.ExpressionAttributeNames = new() { ["#n"] = "n", ["#d"] = "a.b" };
        Assert.Equal(expected, Show((await Client.GetItemAsync(request, Cancellation)).Item ?? []));
    }

    [Theory]
    [InlineData("m, m.x", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]")]
    [InlineData("m.x, m[0]", "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]")]
    [InlineData("n,", "Syntax error; token: \"<EOF>\", near: \",\"")]
    [InlineData("n n", "Syntax error; token: \"n\", near: \"n n\"")]
    [InlineData("m..x", "Syntax error; token: \".\", near: \"..x\"")]
    [InlineData("l[-1]", "Syntax error; token: \"-\", near: \"[-1\"")]
    [InlineData("a-b", "Syntax error; token: \"-\", near: \"a-b\"")]
    [InlineData("_x", "Syntax error; token: \"_\", near: \"_x\"")]
    [InlineData("1a", "Syntax error; token: \"1\", near: \"1a\"")]
    [InlineData("Status", "Attribute name is a reserved keyword; reserved keyword: Status")]
    [InlineData("and", "Syntax error; token: \"and\", near: \"and\"")]
    [InlineData("#a", "An expression attribute name used in the document path is not defined; attribute name: #a")]
    [InlineData(":a", "Syntax error; token: \":a\", near: \":a\"")]
    public async Task A_wrong_projection_is_explained(string projection, string message) => await RejectsAsync(
        "Invalid ProjectionExpression: " + message,
        () => Client.GetItemAsync(new() { TableName = Table, Key = Key("a", 1), ProjectionExpression = projection }, Cancellation));

    [Fact]
    public async Task Consumed_capacity_is_told_when_asked_for()
    {
        var put = await Client.PutItemAsync(
            new() { TableName = Table, Item = Item("a", 1, ("x", S(new('x', 2000)))), ReturnConsumedCapacity = "TOTAL" }, Cancellation);
        Assert.Equal(2, put.ConsumedCapacity.CapacityUnits);
        var get = await Client.GetItemAsync(
            new() { TableName = Table, Key = Key("a", 1), ConsistentRead = true, ReturnConsumedCapacity = "TOTAL" }, Cancellation);
        Assert.Equal(1, get.ConsumedCapacity.CapacityUnits);
        Assert.Equal(Table, get.ConsumedCapacity.TableName);
    }

    [Fact]
    public async Task Answers_carry_a_request_id_and_a_checksum()
    {
        var response = await Client.GetItemAsync(Table, Key("a", 1), Cancellation);
        Assert.NotEmpty(response.ResponseMetadata.RequestId);
    }
}
