using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>
/// A regular expression of a schema (ECMA-262, as JSON Schema asks for). It matches in linear time if it has neither look-around nor
/// back-references; otherwise within a time limit.
/// </summary>
internal sealed class SchemaPattern
{
    private const int OnStack = 256;
    private const int LongestPattern = 4096;

    private readonly Regex _regex;

    private SchemaPattern(string source, Regex regex)
    {
        Source = source;
        _regex = regex;
    }

    public string Source { get; }

    /// <exception cref="PatternException">It is no regular expression, or one that cannot be used.</exception>
    public static SchemaPattern Parse(string source, TimeSpan timeout)
    {
        if (source.Length > LongestPattern)
            throw new PatternException($"is longer than {LongestPattern} characters");
        var pattern = new EcmaPatternTranslator(source).Translate();
        try
        {
            return new SchemaPattern(source, Build(pattern, timeout));
        }
        catch (ArgumentException e)
        {
            throw new PatternException("is no regular expression: " + e.Message);
        }
    }

    /// <param name="raw">A JSON string between its quotation marks.</param>
    /// <param name="evaluation">What ends when matching takes too long.</param>
    /// <param name="keyword">The keyword, to report that.</param>
    /// <param name="schemaPath">The keyword's place.</param>
    public bool Matches(ReadOnlySpan<byte> raw, SchemaEvaluation evaluation, string keyword, string schemaPath)
    {
        if (!evaluation.Spend(1 + (raw.Length / 16)))
            return false;
        char[]? rented = null;
        var text = raw.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            return _regex.IsMatch(text[..JsonText.Decode(raw, text)]);
        }
        catch (RegexMatchTimeoutException)
        {
            return evaluation.Abort(keyword, schemaPath, $"takes too long to match with the pattern {Source}; send a shorter text");
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    public bool Matches(JsonElement text, SchemaEvaluation evaluation, string keyword, string schemaPath) =>
        Matches(JsonText.RawOf(text), evaluation, keyword, schemaPath);

    private static Regex Build(string pattern, TimeSpan timeout)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, timeout);
        }
    }
}
