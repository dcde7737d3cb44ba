using System.Buffers;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>ExpressionAttributeNames and ExpressionAttributeValues of a request, and which of them its expressions used.</summary>
internal sealed class ExpressionNames
{
    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <exception cref="DynamoDbException">A placeholder or a value is not valid.</exception>
    public ExpressionNames(JsonInput request, params ReadOnlySpan<ExpressionKind> expressions)
    {
        ReadNames(request);
        ReadValues(request);
        RequireExpression(request, expressions);
    }

    public string? UseName(string placeholder)
    {
        _used.Add(placeholder);
        return _names.GetValueOrDefault(placeholder);
    }

    public AttributeValue? UseValue(string placeholder)
    {
        _used.Add(placeholder);
        return _values.GetValueOrDefault(placeholder);
    }

    /// <summary>Call when every expression of the request was bound.</summary>
    /// <exception cref="DynamoDbException">A name or a value was not used.</exception>
    public void RequireAllUsed()
    {
        RequireUsed("ExpressionAttributeNames", _names.Keys);
        RequireUsed("ExpressionAttributeValues", _values.Keys);
    }

    private static void RequireExpression(JsonInput request, ReadOnlySpan<ExpressionKind> expressions)
    {
        var names = new List<string>();
        foreach (var expression in expressions)
        {
            if (request.Has(expression.ToString()))
                return;
            names.Add(expression.ToString());
        }

        foreach (var parameter in new[] { "ExpressionAttributeNames", "ExpressionAttributeValues" })
        {
            if (request.Has(parameter))
                throw DynamoDbException.Validation(
                    $"{parameter} can only be specified when using expressions: {string.Join(" and ", names)} {(names.Count > 1 ? "are" : "is")} null");
        }
    }

    private static bool IsPlaceholder(string key, char prefix) =>
        key.Length > 1 && key[0] == prefix && key.AsSpan(1).IndexOfAnyExcept(WordCharacters) < 0;

    private void ReadNames(JsonInput request)
    {
        if (request.Object("ExpressionAttributeNames") is not { } names)
            return;

        foreach (var (key, value) in names.TextMembers())
        {
            if (!IsPlaceholder(key, '#'))
                throw DynamoDbException.Validation($"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{key}\"");
            if (value.Length == 0)
                throw DynamoDbException.Validation($"ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}");
            _names[key] = value;
        }

        if (_names.Count == 0)
            throw DynamoDbException.Validation("ExpressionAttributeNames must not be empty");
    }

    private void ReadValues(JsonInput request)
    {
        if (request.Object("ExpressionAttributeValues") is not { } values)
            return;

        foreach (var (key, value) in values.Members())
        {
            if (!IsPlaceholder(key, ':'))
                throw DynamoDbException.Validation($"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{key}\"");
            try
            {
                _values[key] = AttributeValueReader.Read(value);
            }
            catch (DynamoDbException exception) when (exception.IsValidation)
            {
                throw DynamoDbException.Validation($"ExpressionAttributeValues contains invalid value: {exception.Message} for key {key}");
            }
        }

        if (_values.Count == 0)
            throw DynamoDbException.Validation("ExpressionAttributeValues must not be empty");
    }

    private void RequireUsed(string parameter, IEnumerable<string> placeholders)
    {
        var unused = placeholders.Where(placeholder => !_used.Contains(placeholder)).ToArray();
        if (unused.Length > 0)
            throw DynamoDbException.Validation($"Value provided in {parameter} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
    }
}
