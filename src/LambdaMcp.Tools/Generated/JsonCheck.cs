using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LambdaMcp.Tools.Generated;

/// <summary>Holds arguments to the data annotations of their parameters and properties; each gives back what it was given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonCheck
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    /// <summary><c>[Range]</c> of whole numbers and decimals.</summary>
    public static T Range<T>(JsonElement json, T value, decimal? minimum, decimal? maximum, bool minimumExclusive, bool maximumExclusive)
        where T : INumberBase<T> =>
        Within(json, value, decimal.CreateSaturating(value), minimum, maximum, minimumExclusive, maximumExclusive);

    /// <summary><c>[Range]</c> of floating numbers.</summary>
    public static T Range<T>(JsonElement json, T value, double? minimum, double? maximum, bool minimumExclusive, bool maximumExclusive)
        where T : INumberBase<T> =>
        Within(json, value, double.CreateSaturating(value), minimum, maximum, minimumExclusive, maximumExclusive);

    /// <summary><c>[MinLength]</c>, <c>[MaxLength]</c>, <c>[StringLength]</c> and <c>[Length]</c> of strings, in characters of Unicode as in JSON Schema.</summary>
    public static string Length(JsonElement json, string value, int minimum, int maximum)
    {
        var length = 0;
        foreach (var _ in value.EnumerateRunes())
            length++;
        Bounded(json, length, minimum, maximum, "characters");
        return value;
    }

    /// <summary><c>[MinLength]</c>, <c>[MaxLength]</c> and <c>[Length]</c> of lists and dictionaries.</summary>
    public static T Count<T>(JsonElement json, T value, int minimum, int maximum)
    {
        Bounded(json, json.ValueKind == JsonValueKind.Array ? json.GetArrayLength() : json.GetPropertyCount(), minimum, maximum, "items");
        return value;
    }

    /// <summary><c>[RegularExpression]</c>: the pattern must match all of the value.</summary>
    public static string Pattern(JsonElement json, string value, string pattern, int milliseconds)
    {
        var regex = Patterns.GetOrAdd(
            pattern,
            static (pattern, milliseconds) => new($"^(?:{pattern})\\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(milliseconds)),
            milliseconds);
        try
        {
            return regex.IsMatch(value) ? value : throw JsonRead.Wrong($"must match {pattern}", json);
        }
        catch (RegexMatchTimeoutException)
        {
            throw JsonRead.Wrong($"takes too long to match {pattern}", json);
        }
    }

    /// <summary><c>[AllowedValues]</c>.</summary>
    public static T Allowed<T>(JsonElement json, T value, params T[] allowed) =>
        Array.IndexOf(allowed, value) >= 0 ? value : throw JsonRead.Wrong($"must be one of {string.Join(", ", allowed)}", json);

    /// <summary><c>[EmailAddress]</c>: one @ with something on both sides, as that attribute has it.</summary>
    public static string Email(JsonElement json, string value) =>
        value.IndexOf('@') is > 0 and var at && at == value.LastIndexOf('@') && at < value.Length - 1 && !value.AsSpan().ContainsAny('\r', '\n')
            ? value
            : throw JsonRead.Wrong("must be an e-mail address", json);

    /// <summary><c>[Url]</c>: an http, https or ftp URL.</summary>
    public static string Url(JsonElement json, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ftp"
            ? value
            : throw JsonRead.Wrong("must be a URL that begins with http://, https:// or ftp://", json);

    private static T Within<T, TBound>(JsonElement json, T value, TBound number, TBound? minimum, TBound? maximum, bool minimumExclusive, bool maximumExclusive)
        where TBound : struct, INumber<TBound>
    {
        if (minimum is { } low && (minimumExclusive ? number <= low : number < low))
            throw JsonRead.Wrong(string.Create(CultureInfo.InvariantCulture, $"must be {(minimumExclusive ? "more than" : "at least")} {low}"), json);
        if (maximum is { } high && (maximumExclusive ? number >= high : number > high))
            throw JsonRead.Wrong(string.Create(CultureInfo.InvariantCulture, $"must be {(maximumExclusive ? "less than" : "at most")} {high}"), json);
        return value;
    }

    private static void Bounded(JsonElement json, int count, int minimum, int maximum, string of)
    {
        if (count < minimum)
            throw JsonRead.Wrong($"must have at least {minimum} {of}", json);
        if (count > maximum)
            throw JsonRead.Wrong($"must have at most {maximum} {of}", json);
    }
}
