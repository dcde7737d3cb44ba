using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>Makes expressions at random, right ones mostly, with the values that they name.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] Paths = ["n", "s", "l", "m", "ss", "l[0]", "l[2]", "m.x", "m.y", "m.y[1]", "m.y[0].z", "q", "l[1].x"];
    private static readonly string[] Comparators = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly string[] Types = ["S", "N", "L", "M", "SS", "BOOL"];

    private readonly Dictionary<string, AttributeValue> _values = [];

    /// <summary>The values that the expressions so far named; null when there are none.</summary>
    public Dictionary<string, AttributeValue>? Placeholders => _values.Count > 0 ? _values : null;

    public T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];

    public string Path() => Pick(Paths);

    public AttributeValue Value(int depth = 0) => random.Next(depth > 1 ? 4 : 9) switch
    {
        0 or 1 => N(Pick("0", "01", "2.0", "-1.50", "1e3", "7")),
        2 => S(Pick("", "a", "ab", "b", "é")),
        3 => Pick(Flag(true), Null),
        4 => L([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))]),
        5 => M(("x", Value(depth + 1)), ("y", L(Value(depth + 1), M(("z", Value(depth + 1)))))),
        6 => SS([.. new[] { "a", "b", "c" }.Take(random.Next(1, 4))]),
        7 => NS([.. new[] { "1", "2", "30" }.Take(random.Next(1, 4))]),
        _ => B((byte)random.Next(3), 1),
    };

    public string Condition(int depth = 0)
    {
        if (depth < 3 && random.Next(3) == 0)
        {
            var left = Condition(depth + 1);
            return random.Next(4) switch
            {
                0 => $"NOT {Parenthesise(left)}",
                1 => $"{Parenthesise(left)} OR {Parenthesise(Condition(depth + 1))}",
                2 => $"{left} AND {Condition(depth + 1)}",
                _ => $"{left} OR {Condition(depth + 1)}",
            };
        }

        return random.Next(9) switch
        {
            0 => $"attribute_exists({Path()})",
            1 => $"attribute_not_exists({Path()})",
            2 => $"attribute_type({Path()}, {Place(S(Pick(Types)))})",
            3 => $"begins_with({Path()}, {Place(Value())})",
            4 => $"contains({Path()}, {Operand()})",
            5 => $"{Operand()} BETWEEN {Operand()} AND {Operand()}",
            6 => $"{Operand()} IN ({Operand()}, {Operand()})",
            7 => $"size({Path()}) {Pick(Comparators)} {Place(N(random.Next(4)))}",
            _ => $"{Operand()} {Pick(Comparators)} {Operand()}",
        };
    }

    public string Update()
    {
        var sections = new List<string>();
        if (random.Next(3) > 0)
            sections.Add("SET " + List(() => $"{Path()} = {SetValue()}"));
        if (random.Next(3) == 0)
            sections.Add("REMOVE " + List(Path));
        if (random.Next(4) == 0)
            sections.Add("ADD " + List(() => $"{Path()} {Place(Value())}"));
        if (random.Next(5) == 0)
            sections.Add("DELETE " + List(() => $"{Path()} {Place(SS(Pick("a", "b")))}"));
        return sections.Count > 0 ? string.Join(' ', sections) : "REMOVE " + Path();
    }

    public string Place(AttributeValue value)
    {
        var name = $":v{_values.Count}";
        _values.Add(name, value);
        return name;
    }

    private static string Parenthesise(string condition) => $"({condition})";

    private string Operand() => random.Next(8) switch
    {
        0 => "pk",
        < 4 => Path(),
        _ => Place(Value()),
    };

    private string SetValue() => random.Next(7) switch
    {
        0 => $"{Operand()} + {Operand()}",
        1 => $"{Operand()} - {Place(N(2))}",
        2 => $"if_not_exists({Path()}, {Operand()})",
        3 => $"list_append({Operand()}, {Place(L(N(1)))})",
        4 => $"if_not_exists({Path()}, {Place(N(0))}) + {Place(N(1))}",
        _ => Operand(),
    };

    private string List(Func<string> element) => string.Join(", ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => element()));
}
