using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    private static readonly Dictionary<string, AttributeValue> UpdateItem = Item(
        "a", 1, ("n", N(5)), ("s", S("t")), ("l", L(N(1), N(2), N(3), N(4))), ("m", M(("x", N(1)), ("y", L(S("p"), M(("z", S("r"))))))), ("ss", SS("a", "b")));

    private static readonly Dictionary<string, AttributeValue> UpdateValues = Map(
        (":1", N(1)), (":2", N(2)), (":s", S("q")), (":half", N("0.5")), (":big", N("99999999999999999999999999999999999999")),
        (":list", L(N(9))), (":none", L()), (":set", SS("a", "c")), (":all", SS("a", "b")), (":ns", NS("1")), (":yes", Flag(true)));

    [Theory]
    [InlineData("SET n = :2", "n:N2")]
    [InlineData("set n = n + :2, q = n - :half", "n:N7,q:N4.5")]
    [InlineData("SET n=n-:2", "n:N3")]
    [InlineData("SET n = (n + n)", "n:N10")]
    [InlineData("SET q = if_not_exists(q, :2) + :1", "q:N3")]
    [InlineData("SET n = if_not_exists(n, :2)", "")]
    [InlineData("SET q = if_not_exists(m.q, if_not_exists(r, m.x))", "q:N1")]
    [InlineData("SET l = list_append(l, :list)", "l:[N1,N2,N3,N4,N9]")]
    [InlineData("SET l = list_append(:list, l)", "l:[N9,N1,N2,N3,N4]")]
    [InlineData("SET q = list_append(if_not_exists(q, :none), :list)", "q:[N9]")]
    [InlineData("SET q = n, n = :2", "n:N2,q:N5")]
    [InlineData("SET l[0] = l[1], l[1] = l[0]", "l:[N2,N1,N3,N4]")]
    [InlineData("SET l[9] = :1, l[7] = :2", "l:[N1,N2,N3,N4,N2,N1]")]
    [InlineData("SET m.x = :2, m.q = :s", "m:{q:Sq,x:N2,y:[Sp,{z:Sr}]}")]
    [InlineData("SET m.y[1].w = :2, m.y[0] = m.x", "m:{x:N1,y:[N1,{w:N2,z:Sr}]}")]
    [InlineData("REMOVE s, nope", "s:")]
    [InlineData("REMOVE l[0], l[2]", "l:[N2,N4]")]
    [InlineData("REMOVE l[9]", "")]
    [InlineData("REMOVE l[0] SET l[1] = :s", "l:[Sq,N3,N4]")]
    [InlineData("SET l[2] = :1, l[9] = :s REMOVE l[0]", "l:[N2,N1,N4,Sq]")]
    [InlineData("REMOVE m.y[0], m.y[1].z", "m:{x:N1,y:[{}]}")]
    [InlineData("ADD n :2, q :2", "n:N7,q:N2")]
    [InlineData("ADD m.x :2, m.q :2", "m:{q:N2,x:N3,y:[Sp,{z:Sr}]}")]
    [InlineData("ADD l[0] :2", "l:[N3,N2,N3,N4]")]
    [InlineData("ADD ss :set, q :set", "q:SS(a,c),ss:SS(a,b,c)")]
    [InlineData("DELETE ss :set", "ss:SS(b)")]
    [InlineData("DELETE ss :all", "ss:")]
    [InlineData("DELETE q :all", "")]
    [InlineData("ADD n :1 SET q = n", "n:N6,q:N5")]
    [InlineData("DELETE ss :set REMOVE s ADD n :1 SET w = :1", "n:N6,s:,ss:SS(b),w:N1")]
    public async Task An_update_changes_what_it_names(string expression, string changes)
    {
        await PutAsync(UpdateItem);
        await UpdateAsync(expression, ValuesOf(expression));
        var after = await ReadAsync("a", 1);
        var changed = from name in UpdateItem.Keys.Union(after.Keys)
                      let now = after.TryGetValue(name, out var value) ? Show(value) : ""
                      where now != (UpdateItem.TryGetValue(name, out var old) ? Show(old) : "")
                      orderby name
                      select $"{name}:{now}";
        Assert.Equal(changes, string.Join(',', changed));
    }

    [Theory]
    [InlineData("SET n = q", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET n = n + q", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET q = :1, s = q", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET q = if_not_exists(n, nope)", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET q = if_not_exists(n, n)", "Invalid UpdateExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [n]")]
    [InlineData("SET n = s + :1", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET l = list_append(n, :none)", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD s :1", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD ss :ns", "An operand in the update expression has an incorrect data type")]
    [InlineData("DELETE n :ns", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET q.x = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET n.x = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET l.x = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET m[0] = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET q[0] = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET m.y[5].w = :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE q.x", "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE n[0]", "The document path provided in the update expression is invalid for update")]
    [InlineData("ADD q.x :1", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET pk = :s", "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key")]
    [InlineData("REMOVE sk", "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key")]
    [InlineData("SET n = :s SET q = :1", "Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;")]
    [InlineData("SET n = :1,", "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \",\"")]
    [InlineData("FOO n = :1", "Invalid UpdateExpression: Syntax error; token: \"FOO\", near: \"FOO n\"")]
    [InlineData("n = :1", "Invalid UpdateExpression: Syntax error; token: \"n\", near: \"n =\"")]
    [InlineData("SET n = n + n + n", "Invalid UpdateExpression: Syntax error; token: \"+\", near: \"n + n\"")]
    [InlineData("SET n = n * :1", "Invalid UpdateExpression: Syntax error; token: \"*\", near: \"n * :1\"")]
    [InlineData("ADD n n", "Invalid UpdateExpression: Syntax error; token: \"n\", near: \"n n\"")]
    [InlineData("REMOVE :1", "Invalid UpdateExpression: Syntax error; token: \":1\", near: \"REMOVE :1\"")]
    [InlineData("SET n = :1, n = :1", "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [n], path two: [n]")]
    [InlineData("SET m.x = :1 REMOVE m", "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m]")]
    [InlineData("SET l[0] = :1, l.x = :1", "Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, x]")]
    [InlineData("SET q = foo(l)", "Invalid UpdateExpression: Invalid function name; function: foo")]
    [InlineData("SET q = size(l)", "Invalid UpdateExpression: The function is not allowed in an update expression; function: size")]
    [InlineData("SET q = list_append(list_append(l, l), l)", "Invalid UpdateExpression: The function is not allowed to be used this way in an expression; function: list_append")]
    [InlineData("SET q = if_not_exists(:1, n)", "Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists")]
    [InlineData("SET n = n + :s", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S")]
    [InlineData("SET l = list_append(l, :1)", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: N")]
    [InlineData("ADD n :s", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND")]
    [InlineData("ADD n :yes", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN, typeSet: ALLOWED_FOR_ADD_OPERAND")]
    [InlineData("DELETE n :1", "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND")]
    [InlineData("SET q = :missing", "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :missing")]
    [InlineData("SET status = :1", "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status")]
    public async Task A_wrong_update_is_explained_and_changes_nothing(string expression, string message)
    {
        await PutAsync(UpdateItem);
        await RejectsAsync(message, () => UpdateAsync(expression, ValuesOf(expression)));
        Assert.Equal(Show(UpdateItem), await GetAsync("a", 1));
    }

    [Fact]
    public async Task A_sum_with_more_than_38_digits_is_refused() =>
        await RejectsAsync(() => UpdateAsync("SET n = :big + :half", ValuesOf(":big :half")));

    [Fact]
    public async Task An_update_makes_the_item_when_there_is_none()
    {
        await UpdateAsync("ADD visits :1", ValuesOf(":1"));
        await UpdateAsync("ADD visits :1", ValuesOf(":1"));
        Assert.Equal("{pk:Sa,sk:N1,visits:N2}", await GetAsync("a", 1));
        await Client.UpdateItemAsync(new() { TableName = Table, Key = Key("b", 2) }, Cancellation);
        Assert.Equal("{pk:Sb,sk:N2}", await GetAsync("b", 2));
    }

    [Theory]
    [InlineData("NONE", "SET n = :2 REMOVE s", "{}")]
    [InlineData("ALL_OLD", "SET q = :2", "{l:[N1,N2,N3,N4],m:{x:N1,y:[Sp,{z:Sr}]},n:N5,pk:Sa,s:St,sk:N1,ss:SS(a,b)}")]
    [InlineData("ALL_NEW", "SET n = :2 REMOVE s, m, l", "{n:N2,pk:Sa,sk:N1,ss:SS(a,b)}")]
    [InlineData("UPDATED_OLD", "SET n = :2, q = :2 REMOVE s", "{n:N5,s:St}")]
    [InlineData("UPDATED_NEW", "SET n = :2, q = :2 REMOVE s", "{n:N2,q:N2}")]
    [InlineData("UPDATED_OLD", "SET q = :2", "{}")]
    [InlineData("UPDATED_NEW", "REMOVE s", "{}")]
    [InlineData("UPDATED_NEW", "ADD ss :set", "{ss:SS(a,b,c)}")]
    public async Task An_update_answers_with_what_was_asked_for(string returnValues, string expression, string expected)
    {
        await PutAsync(UpdateItem);
        var response = await UpdateAsync(expression, ValuesOf(expression), returnValues);
        Assert.Equal(expected, Show(response.Attributes ?? []));
    }

    [Fact]
    public async Task Counters_lose_nothing_when_many_count_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => UpdateAsync("ADD n :1", ValuesOf(":1"))));
        Assert.Equal("{n:N40,pk:Sa,sk:N1}", await GetAsync("a", 1));
    }

    [Fact]
    public async Task Of_many_conditional_writes_at_once_one_wins()
    {
        async Task<bool> TryAsync(int number)
        {
            try
            {
                await Client.PutItemAsync(
                    new() { TableName = Table, Item = Item("a", 1, ("n", N(number))), ConditionExpression = "attribute_not_exists(pk)" }, Cancellation);
                return true;
            }
            catch (ConditionalCheckFailedException)
            {
                return false;
            }
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(TryAsync));
        Assert.Single(results, static won => won);
    }

    private static Dictionary<string, AttributeValue> ValuesOf(string expression) => UpdateValues
        .Where(value => System.Text.RegularExpressions.Regex.IsMatch(expression, value.Key + @"\b"))
        .ToDictionary(static value => value.Key, static value => value.Value);

    private Task<UpdateItemResponse> UpdateAsync(string expression, Dictionary<string, AttributeValue> values, string returnValues = "NONE") =>
        Client.UpdateItemAsync(
            new()
            {
                TableName = Table,
                Key = Key("a", 1),
                UpdateExpression = expression,
                ExpressionAttributeValues = values.Count > 0 ? values : null,
                ReturnValues = returnValues,
            },
            Cancellation);
}
