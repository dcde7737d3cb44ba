using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>The members that say how a function is called.</summary>
internal static class CallMembers
{
    public const int MaxTimeoutSeconds = 900;
    public const int MaxAttempts = 5;
    public const int MaxBaseDelayMs = 10_000;
    public const int MostConcurrent = 1000;

    private const string Wait = "wait";
    private const string Event = "event";

    public static Registration Read(MemberReader members, Registration registration) => registration with
    {
        LambdaArn = Arn(members),
        Contract = Contract(members, registration.Type),
        Streams = members.Flag("streams") ?? false,
        TimeoutSeconds = members.Number("timeout", 1, MaxTimeoutSeconds, "seconds"),
        Retry = Retry(members),
        MaxConcurrency = members.Number("maxConcurrency", 1, MostConcurrent, "calls"),
        Asynchronous = IsEvent(members),
    };

    private static string Arn(MemberReader members)
    {
        var arn = members.Text("lambdaArn") ?? "";
        if (!FunctionArn.IsValid(arn))
            members.Faults.Add("/lambdaArn", "must be the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME, a qualifier may follow");
        return arn;
    }

    private static TargetContract Contract(MemberReader members, RegistrationType type)
    {
        var usual = RegistrationWords.UsualContract(type);
        if (members.Text("contract") is not { } word)
            return usual;
        if (RegistrationWords.ReadContract(word) is { } contract)
            return contract;
        members.Faults.Add("/contract", $"must be one of {string.Join(", ", RegistrationWords.Contracts)}");
        return usual;
    }

    private static RetryPolicy? Retry(MemberReader members)
    {
        if (members.Json("retry") is not { } json)
            return null;
        if (json.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            members.Faults.Add("/retry", "must be an object with attempts and baseDelayMs");
            return null;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("attempts" or "baseDelayMs"))
                members.Faults.Add(JsonPointer.Append("/retry", member.Name), "is not known here; known are attempts, baseDelayMs");
        }

        var retry = new MemberReader(json, members.Faults, "/retry");
        if (!retry.Has("attempts"))
            members.Faults.Add("/retry/attempts", $"is required: how often the function may be invoked for one call, from 1 to {MaxAttempts}");
        return new(
            retry.Number("attempts", 1, MaxAttempts, "invocations") ?? 1,
            retry.Number("baseDelayMs", 1, MaxBaseDelayMs, "milliseconds") ?? RetryPolicy.UsualDelayMs);
    }

    private static bool IsEvent(MemberReader members)
    {
        if (members.Text("invocation") is not { } word)
            return false;
        if (word is not (Wait or Event))
            members.Faults.Add("/invocation", $"must be \"{Wait}\", or \"{Event}\" for functions whose result nobody waits for");
        return word == Event;
    }
}
