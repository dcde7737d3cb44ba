namespace LambdaMcp.Local.DynamoDb.Expressions;

internal enum TokenKind
{
    /// <summary>An attribute's or a function's name.</summary>
    Identifier,

    /// <summary>AND, OR, NOT, IN, BETWEEN, SET, REMOVE, ADD or DELETE, in any case.</summary>
    Keyword,

    /// <summary>A placeholder of a name, such as <c>#n</c>.</summary>
    Name,

    /// <summary>A placeholder of a value, such as <c>:v</c>.</summary>
    Value,

    /// <summary>A list index.</summary>
    Number,

    /// <summary>An operator or a character that no expression has.</summary>
    Symbol,

    End,
}
