using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Lambda;

/// <summary>A function as a caller names it: bare name, partial ARN or full ARN, each with or without a qualifier.</summary>
internal sealed partial record FunctionName(string Name, string? Region, string? Account, string? Qualifier)
{
    /// <summary>The only version that an undeployed function has.</summary>
    public const string Latest = "$LATEST";

    /// <summary>Null when the text names no function in any of the forms that Lambda accepts.</summary>
    public static FunctionName? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new FunctionName(match.Groups["name"].Value, Value("region"), Value("account"), Value("qualifier"))
            : null;

        string? Value(string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;
    }

    /// <summary>True when this names the function at the ARN.</summary>
    public bool Matches(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length == 7 && parts[6] == Name && (Region is null || parts[3] == Region) && (Account is null || parts[4] == Account);
    }

    [GeneratedRegex(@"^(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$")]
    private static partial Regex Pattern();
}
