using System.Globalization;

namespace LambdaMcp.Hosting.Settings;

/// <summary>Reads typed values from environment variables. An empty variable counts as not set, as templates leave them so.</summary>
/// <param name="variable">Gives a variable's value, or null.</param>
internal sealed class EnvironmentReader(Func<string, string?> variable)
{
    public string? Text(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The entries of a list separated by commas; empty ones are dropped.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        var other => throw new InvalidSettingException($"{name} is '{other}'; it must be true or false."),
    };

    public int Number(string name, int otherwise, int least, int most = int.MaxValue)
    {
        if (Text(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InvalidSettingException($"{name} is '{text}'; it must be a whole number from {least}{(most == int.MaxValue ? "" : $" to {most}")}.");
    }

    public TimeSpan Seconds(string name, int otherwise, int least) => TimeSpan.FromSeconds(Number(name, otherwise, least));

    public Uri? Url(string name) => Text(name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        var text => throw new InvalidSettingException($"{name} is '{text}'; it must be an http or https URL."),
    };

    public T Choice<T>(string name, params ReadOnlySpan<T> choices)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return choices[0];
        foreach (var choice in choices)
        {
            if (string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        throw new InvalidSettingException($"{name} is '{text}'; it must be one of {string.Join(", ", choices.ToArray())}.");
    }

    /// <summary>A value with a syntax of its own, whose reader throws <see cref="FormatException"/>.</summary>
    public T Parse<T>(string name, Func<string?, T> parse)
    {
        try
        {
            return parse(Text(name));
        }
        catch (FormatException exception)
        {
            throw new InvalidSettingException(exception.Message);
        }
    }

    /// <summary>Options that read their variables themselves, an empty one as such, and throw <see cref="FormatException"/>.</summary>
    public T Options<T>(Func<Func<string, string?>, T> read)
    {
        try
        {
            return read(variable);
        }
        catch (FormatException exception)
        {
            throw new InvalidSettingException(exception.Message);
        }
    }
}
