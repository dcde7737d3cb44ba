namespace LambdaMcp.Auth.Lambda;

/// <summary>Which requests a policy is about.</summary>
internal static class StageArn
{
    private const int ResourceIndex = 5;

    /// <summary>
    /// Every method and path of the stage that a request came through. API Gateway keeps the policy with the token and applies
    /// it to the token's next requests too; one that named a single method would refuse them.
    /// </summary>
    /// <param name="methodArn"><c>arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH</c>.</param>
    /// <exception cref="FormatException">This is no method of an API.</exception>
    public static string Of(string? methodArn)
    {
        // A path may hold colons and slashes of its own; the parts before it cannot.
        var parts = (methodArn ?? "").Split(':', ResourceIndex + 1);
        if (parts.Length <= ResourceIndex || parts[0] != "arn" || parts[1].Length == 0 || parts[2] != "execute-api")
            throw NoMethod(methodArn);
        var resource = parts[ResourceIndex].Split('/', 3);
        if (resource.Length < 2 || !IsPlain(resource[0]) || !IsPlain(resource[1]))
            throw NoMethod(methodArn);
        parts[ResourceIndex] = $"{resource[0]}/{resource[1]}/*/*";
        return string.Join(':', parts);
    }

    // A wildcard in the API's or the stage's place would widen the policy.
    private static bool IsPlain(string part) => part.Length > 0 && part.AsSpan().IndexOfAny('*', '?') < 0;

    private static FormatException NoMethod(string? methodArn) => new($"'{methodArn}' is not the ARN of an API Gateway method.");
}
