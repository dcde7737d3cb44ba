using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Cli;

/// <summary>A time on the command line: so long from now on, or a date.</summary>
internal sealed partial record Moment
{
    private TimeSpan? Span { get; init; }

    private DateTimeOffset Time { get; init; }

    /// <summary>The time that is meant, in whole seconds as it is stored.</summary>
    public DateTimeOffset At(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds((Span is { } span ? now + span : Time).ToUnixTimeSeconds());

    /// <summary>Reads an option's value: <c>30d</c>, or ISO 8601.</summary>
    public static Moment? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (TryReadSpan(text) is { } span)
            return new() { Span = span };
        if (TokenTime.TryParse(text, out var time))
            return new() { Time = time };
        result.AddError($"'{text}' is neither a length of time such as 90m, 12h, 30d or 8w, nor a date such as 2030-12-31 or 2030-12-31T18:00:00Z.");
        return null;
    }

    /// <summary>Reads an option's value: <c>24h</c>.</summary>
    public static TimeSpan? ParseSpan(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (TryReadSpan(text) is { } span)
            return span;
        result.AddError($"'{text}' is no length of time, such as 90m, 12h, 30d or 8w.");
        return null;
    }

    private static TimeSpan? TryReadSpan(string text)
    {
        if (SpanText().Match(text) is not { Success: true } match)
            return null;
        var number = int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups[2].ValueSpan[0] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.FromDays(7 * (long)number),
        };
    }

    // Five digits of weeks are within what a date can hold.
    [GeneratedRegex(@"^(\d{1,5})([smhdw])\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpanText();
}
