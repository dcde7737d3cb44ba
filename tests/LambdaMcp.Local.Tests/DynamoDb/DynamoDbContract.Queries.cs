using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    private static readonly Dictionary<string, AttributeValue> QueryValues = Map(
        (":p", S("a")), (":none", S("none")), (":0", N(0)), (":1", N(1)), (":2", N(2)), (":3", N(3)), (":s", S("a")), (":empty", S("")));

    [Theory]
    [InlineData("pk = :p", "0 1 2 3 4 5")]
    [InlineData(":p = pk", "0 1 2 3 4 5")]
    [InlineData("pk = :p AND sk = :3", "3")]
    [InlineData("sk = :3 and (pk = :p)", "3")]
    [InlineData("pk = :p AND sk < :2", "0 1")]
    [InlineData("pk = :p AND sk <= :2", "0 1 2")]
    [InlineData("pk = :p AND sk > :3", "4 5")]
    [InlineData("pk = :p AND :3 <= sk", "3 4 5")]
    [InlineData("pk = :p AND sk BETWEEN :1 AND :3", "1 2 3")]
    [InlineData("pk = :none AND sk > :0", "")]
    public async Task A_query_finds_the_items_of_a_hash_key_by_range(string condition, string expected)
    {
        await PutRangeAsync();
        var response = await QueryAsync(new() { KeyConditionExpression = condition });
        Assert.Equal(expected, Ranges(response.Items));
        Assert.Equal(response.Items.Count, response.Count);
    }

    [Theory]
    [InlineData("pk > :p", null)]
    [InlineData("sk = :1", null)]
    [InlineData("pk = :1", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("pk = :p AND sk = :s", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("pk = :p AND v = :1", null)]
    [InlineData("pk = :p OR sk = :1", "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("NOT pk = :p", "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("pk = :p AND sk <> :1", "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("pk = :p AND sk IN (:1)", "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("pk = :p AND attribute_exists(sk)", "Invalid operator used in KeyConditionExpression: attribute_exists")]
    [InlineData("pk = :p AND sk > :1 AND sk < :3", "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("pk = :p AND size(sk) = :1", "KeyConditionExpressions cannot contain nested operations")]
    [InlineData("pk = sk", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData("pk.x = :p", "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk")]
    [InlineData("pk = :p AND begins_with(sk, :1)", "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("pk = :p AND sk BETWEEN :3 AND :1", "Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:3}, upper bound operand: AttributeValue: {N:1}")]
    [InlineData("pk = :empty", "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk")]
    [InlineData("pk = :missing", "Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :missing")]
    [InlineData("pk =", "Invalid KeyConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"")]
    public async Task A_wrong_key_condition_is_explained(string condition, string? message)
    {
        Task Act() => QueryAsync(new() { KeyConditionExpression = condition });
        await (message is null ? RejectsAsync(Act) : RejectsAsync(message, Act));
    }

    [Fact]
    public async Task Range_keys_are_in_the_order_of_their_bytes()
    {
        var texts = await CreateTableAsync(ScalarAttributeType.S, ScalarAttributeType.S);
        foreach (var text in new[] { "b", "a", "B", "ab", "é", "z\U0001F600", "z\uFFEE", "a!" })
            await Client.PutItemAsync(texts, Map(("pk", S("a")), ("sk", S(text))), Cancellation);
        var query = new QueryRequest { TableName = texts, KeyConditionExpression = "pk = :p", ExpressionAttributeValues = Map((":p", S("a"))) };
        Assert.Equal(
            ["B", "a", "a!", "ab", "b", "z\uFFEE", "z\U0001F600", "é"],
            (await Client.QueryAsync(query, Cancellation)).Items.Select(static item => item["sk"].S));

        query.KeyConditionExpression = "pk = :p AND begins_with(sk, :p)";
        Assert.Equal(["a", "a!", "ab"], (await Client.QueryAsync(query, Cancellation)).Items.Select(static item => item["sk"].S));
        await Client.DeleteTableAsync(texts, Cancellation);

        var binaries = await CreateTableAsync(ScalarAttributeType.B, ScalarAttributeType.B);
        foreach (var bytes in new byte[][] { [255], [0], [0, 0], [127], [128] })
            await Client.PutItemAsync(binaries, Map(("pk", B(1)), ("sk", B(bytes))), Cancellation);
        var response = await Client.QueryAsync(
            new() { TableName = binaries, KeyConditionExpression = "pk = :p", ExpressionAttributeValues = Map((":p", B(1))) }, Cancellation);
        Assert.Equal(["00", "0000", "7F", "80", "FF"], response.Items.Select(static item => Convert.ToHexString(item["sk"].B.ToArray())));
        await Client.DeleteTableAsync(binaries, Cancellation);
    }

    [Fact]
    public async Task Negative_and_fractional_numbers_are_ordered_as_numbers()
    {
        foreach (var number in new[] { "10", "9", "-1", "-10", "0", "0.5", "1e-100", "-0.5", "1e100" })
            await PutAsync(Map(("pk", S("a")), ("sk", N(number))));
        var response = await QueryAsync(new() { KeyConditionExpression = "pk = :p" });
        Assert.Equal(
            ["-10", "-1", "-0.5", "0", "0." + new string('0', 99) + "1", "0.5", "9", "10", "1" + new string('0', 100)],
            response.Items.Select(static item => item["sk"].N));
    }

    [Fact]
    public async Task A_query_can_go_backwards_and_in_pages()
    {
        await PutRangeAsync();
        foreach (var forward in new[] { true, false })
        {
            var pages = new List<string>();
            Dictionary<string, AttributeValue>? start = null;
            do
            {
                var page = await QueryAsync(
                    new() { KeyConditionExpression = "pk = :p", Limit = 2, ScanIndexForward = forward, ExclusiveStartKey = start });
                pages.Add(Ranges(page.Items));
                start = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
            }
            while (start is not null);

            // The last full page cannot know that nothing follows.
            Assert.Equal(forward ? ["0 1", "2 3", "4 5", ""] : ["5 4", "3 2", "1 0", ""], pages);
        }
    }

    [Fact]
    public async Task A_page_begins_after_its_start_key_whether_that_item_is_there_or_not()
    {
        await PutRangeAsync();
        QueryRequest After(string range, bool forward) => new()
        {
            KeyConditionExpression = "pk = :p",
            ScanIndexForward = forward,
            ExclusiveStartKey = Map(("pk", S("a")), ("sk", N(range))),
        };
        Assert.Equal("3 4 5", Ranges((await QueryAsync(After("2", true))).Items));
        Assert.Equal("3 4 5", Ranges((await QueryAsync(After("2.5", true))).Items));
        Assert.Equal("2 1 0", Ranges((await QueryAsync(After("2.5", false))).Items));
        Assert.Equal("", Ranges((await QueryAsync(After("9", true))).Items));
    }

    [Fact]
    public async Task A_start_key_that_does_not_fit_is_refused()
    {
        Dictionary<string, AttributeValue>[] starts =
            [Map(("pk", S("a"))), Map(("pk", S("b")), ("sk", N(1))), Map(("pk", S("a")), ("sk", S("x")))];
        foreach (var start in starts)
            await RejectsAsync(() => QueryAsync(new() { KeyConditionExpression = "pk = :p", ExclusiveStartKey = start }));
        await RejectsAsync(
            "The provided starting key does not match the range key predicate",
            () => QueryAsync(new() { KeyConditionExpression = "pk = :p AND sk > :3", ExclusiveStartKey = Key("a", 1) }));
    }

    [Fact]
    public async Task A_filter_comes_after_the_limit_and_before_the_projection()
    {
        await PutRangeAsync();
        var response = await QueryAsync(
            new() { KeyConditionExpression = "pk = :p", FilterExpression = "v = :1", Limit = 3, ProjectionExpression = "sk" });
        Assert.Equal("{sk:N1}", string.Join(' ', response.Items.Select(static item => Show(item))));
        Assert.Equal(3, response.ScannedCount);
        Assert.Equal("{pk:Sa,sk:N2}", Show(response.LastEvaluatedKey));
        await RejectsAsync(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
            () => QueryAsync(new() { KeyConditionExpression = "pk = :p", FilterExpression = "v = :1 OR NOT sk = :1" }));
    }

    [Fact]
    public async Task A_query_can_count_instead()
    {
        await PutRangeAsync();
        var response = await QueryAsync(new() { KeyConditionExpression = "pk = :p", FilterExpression = "v = :1", Select = Select.COUNT });
        Assert.Equal(3, response.Count);
        Assert.Equal(6, response.ScannedCount);
        Assert.Empty(response.Items ?? []);
    }

    [Fact]
    public async Task What_select_and_limit_do_not_allow_is_refused()
    {
        await RejectsAsync(
            "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
            () => QueryAsync(new() { KeyConditionExpression = "pk = :p", Select = Select.ALL_ATTRIBUTES, ProjectionExpression = "v" }));
        await RejectsAsync(
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            () => QueryAsync(new() { KeyConditionExpression = "pk = :p", Select = Select.SPECIFIC_ATTRIBUTES }));
        var none = 0;
        await RejectsAsync(() => QueryAsync(new() { KeyConditionExpression = "pk = :p", Limit = none }));
        await RejectsAsync(
            "The table does not have the specified index: byName",
            () => QueryAsync(new() { KeyConditionExpression = "pk = :p", IndexName = "byName" }));
        await RejectsAsync(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
            () => Client.QueryAsync(new() { TableName = Table }, Cancellation));
    }

    [Fact]
    public async Task A_page_ends_with_the_item_that_passes_a_megabyte()
    {
        for (var range = 0; range < 12; range++)
            await PutAsync(Item("a", range, ("d", S(new('x', 100 * 1024)))));
        var first = await QueryAsync(new() { KeyConditionExpression = "pk = :p", ProjectionExpression = "sk" });
        Assert.Equal("0 1 2 3 4 5 6 7 8 9 10", Ranges(first.Items));
        var second = await QueryAsync(new() { KeyConditionExpression = "pk = :p", ExclusiveStartKey = first.LastEvaluatedKey, Select = Select.COUNT });
        Assert.Equal(1, second.Count);
        Assert.Empty(second.LastEvaluatedKey ?? []);
    }

    [Fact]
    public async Task A_scan_finds_everything_once_in_pages_and_in_segments()
    {
        for (var hash = 0; hash < 10; hash++)
        {
            for (var range = 0; range < 3; range++)
                await PutAsync(Item($"h{hash}", range));
        }

        var expected = Enumerable.Range(0, 30).Select(static number => $"h{number / 3} {number % 3}");
        Assert.Equal(expected, await ScanAsync(new() { Limit = 4 }));
        var segments = await Task.WhenAll(Enumerable.Range(0, 3).Select(segment => ScanAsync(new() { Segment = segment, TotalSegments = 3, Limit = 7 })));
        Assert.Equal(expected, segments.SelectMany(static segment => segment).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_scan_keeps_the_items_of_a_hash_key_together_and_in_order()
    {
        foreach (var hash in new[] { "x", "y", "z" })
        {
            foreach (var range in new[] { 3, 1, 2 })
                await PutAsync(Item(hash, range));
        }

        var items = (await Client.ScanAsync(new() { TableName = Table }, Cancellation)).Items;
        foreach (var group in items.Select(static (item, index) => (item, index)).GroupBy(static entry => entry.item["pk"].S))
        {
            Assert.Equal(["1", "2", "3"], group.Select(static entry => entry.item["sk"].N));
            Assert.Equal(2, group.Max(static entry => entry.index) - group.Min(static entry => entry.index));
        }
    }

    [Fact]
    public async Task A_scan_filters_projects_and_counts()
    {
        await PutRangeAsync();
        var request = new ScanRequest
        {
            TableName = Table,
            FilterExpression = "v = :v AND pk = :p",
            ExpressionAttributeValues = Map((":v", N(1)), (":p", S("a"))),
            ProjectionExpression = "v",
        };
        var response = await Client.ScanAsync(request, Cancellation);
        Assert.Equal("{v:N1} {v:N1} {v:N1}", string.Join(' ', response.Items.Select(static item => Show(item))));
        Assert.Equal(7, response.ScannedCount);
        await RejectsAsync(() => Client.ScanAsync(new() { TableName = Table, Segment = 0 }, Cancellation));
        await RejectsAsync(() => Client.ScanAsync(new() { TableName = Table, Segment = 2, TotalSegments = 2 }, Cancellation));
    }

    private static string Ranges(IEnumerable<Dictionary<string, AttributeValue>>? items) =>
        string.Join(' ', (items ?? []).Select(static item => item["sk"].N));

    private async Task PutRangeAsync()
    {
        for (var range = 0; range < 6; range++)
            await PutAsync(Item("a", range, ("v", N(range % 2))));
        await PutAsync(Item("b", 0));
    }

    private Task<QueryResponse> QueryAsync(QueryRequest request)
    {
        request.TableName = Table;
        var expressions = request.KeyConditionExpression + " " + request.FilterExpression;
        var values = QueryValues
            .Where(value => System.Text.RegularExpressions.Regex.IsMatch(expressions, value.Key + @"\b"))
            .ToDictionary(static value => value.Key, static value => value.Value);
        request.ExpressionAttributeValues = values.Count > 0 ? values : null;
        return Client.QueryAsync(request, Cancellation);
    }

    private async Task<IEnumerable<string>> ScanAsync(ScanRequest request)
    {
        request.TableName = Table;
        var items = new List<string>();
        do
        {
            var page = await Client.ScanAsync(request, Cancellation);
            items.AddRange((page.Items ?? []).Select(static item => $"{item["pk"].S} {item["sk"].N}"));
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (request.ExclusiveStartKey is not null);

        return items.Order(StringComparer.Ordinal);
    }
}
