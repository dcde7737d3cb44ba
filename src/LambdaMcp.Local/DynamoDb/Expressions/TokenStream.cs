using System.Runtime.CompilerServices;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>Walks over the tokens of one expression, for a recursive-descent parser.</summary>
internal sealed class TokenStream
{
    private const int MaximumSize = 4096;

    private readonly string _source;
    private readonly List<Token> _tokens;
    private int _position;

    /// <exception cref="DynamoDbException">The expression is empty or too long.</exception>
    public TokenStream(ExpressionKind kind, string source)
    {
        Kind = kind;
        _source = source;
        if (string.IsNullOrWhiteSpace(source))
            throw Error("The expression can not be empty;");
        if (source.Length > MaximumSize)
            throw Error($"Expression size has exceeded the maximum allowed size; expression size: {source.Length}");
        _tokens = Tokenizer.Read(source);
    }

    public ExpressionKind Kind { get; }

    public Token Current => _tokens[_position];

    public Token Following => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    public Token Take() => _tokens[_position++];

    public bool TryTakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _position++;
        return true;
    }

    public bool TryTakeKeyword(string keyword)
    {
        if (!Current.IsKeyword(keyword))
            return false;
        _position++;
        return true;
    }

    public void ExpectSymbol(string symbol)
    {
        if (!TryTakeSymbol(symbol))
            throw SyntaxError();
    }

    public void ExpectKeyword(string keyword)
    {
        if (!TryTakeKeyword(keyword))
            throw SyntaxError();
    }

    public void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
            throw SyntaxError();
    }

    /// <summary>Keeps hostile nesting from ending the process.</summary>
    public void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Error("The expression is nested too deeply;");
    }

    public DynamoDbException Error(string message) => DynamoDbException.Validation($"Invalid {Kind}: {message}");

    /// <summary>An error at the current token, shown between its neighbours.</summary>
    public DynamoDbException SyntaxError()
    {
        var start = _position > 0 ? _tokens[_position - 1].Start : Current.Start;
        return Error($"Syntax error; token: \"{Current.Text}\", near: \"{_source[start..Following.End]}\"");
    }
}
