using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    private static readonly Dictionary<string, AttributeValue> ConditionItem = Item(
        "a",
        1,
        ("n", N(5)),
        ("s", S("é")),
        ("yes", Flag(true)),
        ("nothing", Null),
        ("b", B(1, 2)),
        ("l", L(N(1), S("x"), N(3))),
        ("m", M(("x", N(1)), ("y", L(S("p"), M(("z", S("r"))))))),
        ("ss", SS("a", "b")),
        ("ns", NS("1", "2")));

    /// <summary>Values for the conditions of the tests: each condition gets those that it names.</summary>
    private static readonly Dictionary<string, AttributeValue> ConditionValues = Map(
        (":0", N(0)), (":1", N("1.0")), (":2", N(2)), (":3", N(3)), (":5", N(5)), (":9", N(9)), (":a", S("a")), (":x", S("x")),
        (":empty", S("")), (":yes", Flag(true)), (":null", Null), (":b", B(1)), (":set", SS("b", "a")), (":list", L()),
        (":S", S("S")), (":N", S("N")), (":Q", S("Q")), (":map", M(("y", L(S("p"), M(("z", S("r"))))), ("x", N("1.0")))));

    [Theory]
    [InlineData("n = :5", true)]
    [InlineData("n=:5", true)]
    [InlineData("n = :x", false)]
    [InlineData("n <> :x", true)]
    [InlineData("n < :9", true)]
    [InlineData("n <= :5", true)]
    [InlineData("n > :5", false)]
    [InlineData("n >= :5", true)]
    [InlineData("n < s", false)]
    [InlineData("n > s", false)]
    [InlineData("n < :x", false)]
    [InlineData("m = :map", true)]
    [InlineData("ss = :set", true)]
    [InlineData("yes = :yes", true)]
    [InlineData("nothing = :null", true)]
    [InlineData("gone = :5", false)]
    [InlineData("gone <> :5", true)]
    [InlineData("gone <> gone2", true)]
    [InlineData("gone < :5", false)]
    [InlineData("NOT gone = :5", true)]
    [InlineData(":5 = :5", true)]
    [InlineData(":1 < n", true)]
    [InlineData("m.x = :1", true)]
    [InlineData("m.y[1].z = :x", false)]
    [InlineData("l[0] = :1", true)]
    [InlineData("l [ 2 ] = :3", true)]
    [InlineData("n.x = :1", false)]
    [InlineData("n BETWEEN :1 AND :9", true)]
    [InlineData("n BETWEEN :9 AND m.x", false)]
    [InlineData("n between :5 and :5 and n = :5", true)]
    [InlineData("gone BETWEEN :1 AND :9", false)]
    [InlineData(":5 BETWEEN m.x AND n", true)]
    [InlineData("n IN (:1, :5)", true)]
    [InlineData("n IN (:x, m)", false)]
    [InlineData("gone IN (:1)", false)]
    [InlineData("attribute_exists(m.y[1].z)", true)]
    [InlineData("attribute_exists(m.y[2])", false)]
    [InlineData("attribute_exists(nothing)", true)]
    [InlineData("attribute_not_exists(m.q)", true)]
    [InlineData("attribute_not_exists((pk))", false)]
    [InlineData("attribute_type(n, :N)", true)]
    [InlineData("attribute_type(s, :N)", false)]
    [InlineData("attribute_type(gone, :S)", false)]
    [InlineData("begins_with(s, :empty)", true)]
    [InlineData("begins_with(s, :x)", false)]
    [InlineData("begins_with(b, :b)", true)]
    [InlineData("begins_with(n, :x)", false)]
    [InlineData("contains(ss, :a)", true)]
    [InlineData("contains(ss, :1)", false)]
    [InlineData("contains(ns, :1)", true)]
    [InlineData("contains(l, :x)", true)]
    [InlineData("contains(l, :1)", true)]
    [InlineData("contains(l, :2)", false)]
    [InlineData("contains(b, :b)", true)]
    [InlineData("contains(s, :empty)", true)]
    [InlineData("contains(m, :x)", false)]
    [InlineData("contains(n, :5)", false)]
    [InlineData("contains(:set, pk)", true)]
    [InlineData("size(l) = :3", true)]
    [InlineData("size(m) = :2", true)]
    [InlineData("size(s) = :1", true)]
    [InlineData("size(b) = :2", true)]
    [InlineData("size(ss) = size(ns)", true)]
    [InlineData("size(n) = :1", false)]
    [InlineData("size(gone) <> :1", true)]
    [InlineData("size(l) BETWEEN :1 AND :3", true)]
    [InlineData("size (l) IN (:1, :3)", true)]
    [InlineData("n = :5 OR n = :1 AND n = :9", true)]
    [InlineData("(n = :5 OR n = :1) AND n = :9", false)]
    [InlineData("NOT n = :1 AND n = :5", true)]
    [InlineData("NOT (n = :1 AND n = :5)", true)]
    [InlineData("NOT NOT n = :5", true)]
    [InlineData("(n) = (:5)", true)]
    [InlineData("((n = :5) AND (s <> :x))", true)]
    [InlineData("not attribute_exists ( gone )\n\tAnD n = :5", true)]
    public async Task A_condition_holds_or_does_not(string condition, bool expected)
    {
        await PutAsync(ConditionItem);
        Assert.Equal(expected, await HoldsAsync(condition));
    }

    [Theory]
    [InlineData("n = :5", false)]
    [InlineData("n <> :5", true)]
    [InlineData("attribute_not_exists(pk)", true)]
    [InlineData("attribute_exists(pk)", false)]
    [InlineData("NOT n = :5", true)]
    public async Task A_condition_on_an_item_that_is_not_there_sees_no_attributes(string condition, bool expected) =>
        Assert.Equal(expected, await HoldsAsync(condition));

    [Theory]
    [InlineData("n = ", "Syntax error; token: \"<EOF>\", near: \"= \"")]
    [InlineData("n = :5 AND", "Syntax error; token: \"<EOF>\", near: \"AND\"")]
    [InlineData("(n = :5", "Syntax error; token: \"<EOF>\", near: \":5\"")]
    [InlineData("n = :5)", "Syntax error; token: \")\", near: \":5)\"")]
    [InlineData("n == :5", "Syntax error; token: \"=\", near: \"== :5\"")]
    [InlineData("n != :5", "Syntax error; token: \"!\", near: \"n !=\"")]
    [InlineData("n = 5", "Syntax error; token: \"5\", near: \"= 5\"")]
    [InlineData("n = 'x'", "Syntax error; token: \"'\", near: \"= 'x\"")]
    [InlineData("é = :5", "Syntax error; token: \"é\", near: \"é =\"")]
    [InlineData("n", "Syntax error; token: \"<EOF>\", near: \"n\"")]
    [InlineData("(n = :5) = :5", "Syntax error; token: \"=\", near: \") = :5\"")]
    [InlineData("n IN ()", "Syntax error; token: \")\", near: \"()\"")]
    [InlineData("n BETWEEN :1 OR :5", "Syntax error; token: \"OR\", near: \":1 OR :5\"")]
    [InlineData("set = :5", "Syntax error; token: \"set\", near: \"set =\"")]
    [InlineData("l[00] = :5", "Syntax error; token: \"0\", near: \"00]\"")]
    [InlineData("((n = :5))", "The expression has redundant parentheses;")]
    [InlineData("n = :missing", "An expression attribute value used in expression is not defined; attribute value: :missing")]
    [InlineData("#n = :5", "An expression attribute name used in the document path is not defined; attribute name: #n")]
    [InlineData("name = :5", "Attribute name is a reserved keyword; reserved keyword: name")]
    [InlineData("m.value = :5", "Attribute name is a reserved keyword; reserved keyword: value")]
    [InlineData("foo(n)", "Invalid function name; function: foo")]
    [InlineData("Size(n) = :5", "Invalid function name; function: Size")]
    [InlineData("if_not_exists(n, :5) = :5", "The function is not allowed in a condition expression; function: if_not_exists")]
    [InlineData("size(l)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("attribute_exists(n) = :5", "The function is not allowed to be used this way in an expression; function: attribute_exists")]
    [InlineData("attribute_exists(:5)", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("attribute_exists(n, m)", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2")]
    [InlineData("begins_with(s)", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("begins_with(s, :5)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("attribute_type(n, :5)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N")]
    [InlineData("l < :list", "Incorrect operand type for operator or function; operator or function: <, operand type: L")]
    [InlineData("n BETWEEN :yes AND :yes", "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL")]
    [InlineData("size(:5) = :5", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("n = n", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]")]
    [InlineData("m.x IN (:5, m.x)", "The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [m, x]")]
    [InlineData("n BETWEEN :9 AND :0", "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:9}, upper bound operand: AttributeValue: {N:0}")]
    [InlineData("n BETWEEN :9 AND :a", "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:9}, upper bound operand: AttributeValue: {S:a}")]
    [InlineData("l[99999999999] = :5", "List index is not within the allowable range; index: [99999999999]")]
    public async Task A_wrong_condition_is_explained(string condition, string message) =>
        await RejectsAsync("Invalid ConditionExpression: " + message, () => HoldsAsync(condition));

    [Fact]
    public async Task Expressions_have_limits()
    {
        var many = string.Join(" OR ", Enumerable.Repeat("n = :5", 301));
        await RejectsAsync(
            "Invalid ConditionExpression: The expression contains too many operators; operator count: 301", () => HoldsAsync(many));
        await RejectsAsync(
            "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4102",
            () => HoldsAsync("n = :5" + new string(' ', 4096)));
        var deep = string.Join('.', Enumerable.Repeat("a", 40));
        await RejectsAsync(
            "Invalid ConditionExpression: The document path has too many nesting levels; nesting levels: 40",
            () => HoldsAsync($"attribute_exists({deep})"));
        var values = string.Join(", ", Enumerable.Repeat(":5", 101));
        await RejectsAsync(
            "Invalid ConditionExpression: The IN operator is provided with too many operands; number of operands: 101",
            () => HoldsAsync($"n IN ({values})"));
    }

    [Fact]
    public async Task Names_and_values_that_no_expression_uses_are_refused()
    {
        PutItemRequest Request(string? condition) => new() { TableName = Table, Item = Item("a", 1), ConditionExpression = condition };

        var unusedValue = Request("n = :a");
        unusedValue.ExpressionAttributeValues = Map((":a", N(1)), (":b", N(1)));
        await RejectsAsync(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}",
            () => Client.PutItemAsync(unusedValue, Cancellation));

        var unusedName = Request("attribute_exists(#a)");
        unusedName.ExpressionAttributeNames = new() { ["#a"] = "n", ["#b"] = "n" };
        await RejectsAsync(
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
            () => Client.PutItemAsync(unusedName, Cancellation));

        var wrongName = Request("attribute_exists(n)");
        wrongName.ExpressionAttributeNames = new() { ["a"] = "n" };
        await RejectsAsync(
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"", () => Client.PutItemAsync(wrongName, Cancellation));

        var wrongValue = Request("n = :a");
        wrongValue.ExpressionAttributeValues = Map((":a-b", N(1)));
        await RejectsAsync(
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \":a-b\"", () => Client.PutItemAsync(wrongValue, Cancellation));

        var noExpression = Request(null);
        noExpression.ExpressionAttributeValues = Map((":a", N(1)));
        await RejectsAsync(
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
            () => Client.PutItemAsync(noExpression, Cancellation));
    }

    [Fact]
    public async Task A_failed_condition_changes_nothing_and_answers_with_the_item_when_asked()
    {
        await PutAsync(Item("a", 1, ("n", N(1))));
        var put = new PutItemRequest { TableName = Table, Item = Item("a", 1), ConditionExpression = "attribute_not_exists(pk)" };
        var plain = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.PutItemAsync(put, Cancellation));
        Assert.Equal("The conditional request failed", plain.Message);
        Assert.Empty(plain.Item ?? []);

        put.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.PutItemAsync(put, Cancellation));
        Assert.Equal("{n:N1,pk:Sa,sk:N1}", Show(error.Item));

        var delete = new DeleteItemRequest { TableName = Table, Key = Key("a", 1), ConditionExpression = "attribute_not_exists(n)" };
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Client.DeleteItemAsync(delete, Cancellation));
        Assert.Equal("{n:N1,pk:Sa,sk:N1}", await GetAsync("a", 1));
    }

    /// <summary>Whether an update of item a 1 under the condition goes through.</summary>
    private async Task<bool> HoldsAsync(string condition)
    {
        var values = ConditionValues
            .Where(value => System.Text.RegularExpressions.Regex.IsMatch(condition, value.Key + @"\b"))
            .ToDictionary(static value => value.Key, static value => value.Value);
        try
        {
            await Client.UpdateItemAsync(
                new()
                {
                    TableName = Table,
                    Key = Key("a", 1),
                    ConditionExpression = condition,
                    ExpressionAttributeValues = values.Count > 0 ? values : null,
                },
                Cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
