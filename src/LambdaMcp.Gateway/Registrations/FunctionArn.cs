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

    /// <summary>Whether an ARN is that of a function which is given by its name or its ARN; one without a qualifier stands for all of them.</summary>
    public static bool Names(string arn, string nameOrArn)
    {
        if (arn.Length == 0)
            return false;
        if (nameOrArn.StartsWith("arn:", StringComparison.Ordinal))
            return arn == nameOrArn || Unqualified(arn) == nameOrArn;
        return Unqualified(arn).EndsWith($":{nameOrArn}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,140}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?\z")]
    private static partial Regex Whole();
}
