using System.Text.RegularExpressions;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>The ARNs of Lambda functions.</summary>
internal static partial class FunctionArn
{
    private const int PartsOfFunction = 7;

    public static bool IsValid(string arn) => Whole().IsMatch(arn);

    /// <summary>The function's own ARN, without the version or alias.</summary>
    public static string Unqualified(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length > PartsOfFunction ? string.Join(':', parts[..PartsOfFunction]) : arn;
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,140}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?\z")]
    private static partial Regex Whole();
}
