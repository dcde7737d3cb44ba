using System.Text.Json.Nodes;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Logs;
using LambdaMcp.Cli.Registrations;

namespace LambdaMcp.Cli.Doctor;

/// <summary>What only the account's own credentials can see: the stack, the registration API, the functions.</summary>
internal static class AwsHops
{
    public static Finding Stack(Visit visit)
    {
        const string Hop = "stack";
        if (visit.Endpoint.Stack is not { } stack)
            return Finding.Skipped(Hop, "no --stack is named");
        var asked = $"CloudFormation: {stack.Name}";
        return stack.Status.EndsWith("_COMPLETE", StringComparison.Ordinal) && !stack.Status.Contains("ROLLBACK", StringComparison.Ordinal)
            ? Finding.Good(Hop, asked, stack.Status)
            : new(Hop, stack.Status == "UPDATE_ROLLBACK_COMPLETE" ? Verdict.Doubtful : Verdict.Broken, asked, stack.Status, "The last deployment did not succeed, or is under way.", $"aws cloudformation describe-stack-events --stack-name {stack.Name} names the resource that failed.");
    }

    public static async Task<Finding> RegistrationAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "registration";
        if (visit.Endpoint.RegisterUrl is null)
            return Finding.Skipped(Hop, "it is not known where the registration API is: --stack, or MCP_REGISTER_URL");
        var asked = $"GET {visit.Endpoint.RegisterUrl}, signed";
        try
        {
            using var api = RegistrationApi.Open(visit.Endpoint, visit.Context);
            var answer = await api.SendAsync(HttpMethod.Get, "?limit=1", null, null, cancellationToken);
            return Finding.Good(Hop, asked, $"{(int)answer.Status}");
        }
        catch (FailedException failure)
        {
            return Finding.Broken(Hop, asked, failure.Message,
                failure.ExitCode == ExitCode.Refused ? "These credentials may not register." : "The registration API does not work; tools that are there go on working.",
                failure.ExitCode == ExitCode.Refused ? "Allow them execute-api:Invoke on the API's path /register, or choose others with --profile." : "lambda-mcp logs --function registration --level debug");
        }
    }

    public static async Task<IReadOnlyList<Finding>> FunctionsAsync(Visit visit, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var output in (string[])["McpFunctionArn", "AuthorizerFunctionArn"])
        {
            if (visit.Endpoint.Stack?.Outputs.GetValueOrDefault(output) is { } arn)
                names.Add(arn);
        }

        if (visit.Function is { } target)
            names.Add(target);
        var findings = new List<Finding>();
        foreach (var name in names)
            findings.Add(await FunctionAsync(visit, name, isTarget: name == visit.Function, cancellationToken));
        return findings;
    }

    private static async Task<Finding> FunctionAsync(Visit visit, string name, bool isTarget, CancellationToken cancellationToken)
    {
        const string Hop = "function";
        var asked = $"Lambda: GetFunction {name}";
        try
        {
            using var client = visit.Context.Signed(visit.Endpoint.Aws, SignedService.Lambda);
            var answer = await AwsJson.GetAsync(client, "/2015-03-31/functions/{name}", cancellationToken, [new("name", name)]);
            var configuration = answer["Configuration"] as JsonObject ?? [];
            var state = $"{configuration["State"] ?? "Active"}, last update {configuration["LastUpdateStatus"] ?? "Successful"}";
            if (configuration["State"]?.ToString() is "Failed" or "Inactive" || configuration["LastUpdateStatus"]?.ToString() == "Failed")
            {
                return Finding.Broken(Hop, asked, $"{state}: {configuration["StateReason"] ?? configuration["LastUpdateStatusReason"] ?? configuration["StateReasonCode"]}", "The function cannot be invoked, or runs older code.", "Deploy it anew. Inactive ones wake up with the next invocation.");
            }

            if (!isTarget)
                return Finding.Good(Hop, asked, state);
            var (policy, error) = (await PolicyAsync(client, name, cancellationToken), await LastErrorAsync(visit, name, cancellationToken));
            return error is null
                ? Finding.Good(Hop, asked, $"{state}; {policy}; no error in its log of the last day")
                : new(Hop, Verdict.Doubtful, asked, $"{state}; {policy}", $"It wrote of an error: {error}", $"lambda-mcp logs --since 1d --function {name.Split(":function:")[^1]}");
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "ResourceNotFoundException")
        {
            return Finding.Broken(Hop, asked, error.Message, "There is no such function in this account and region.", "Compare the ARN in the registration (lambda-mcp register show NAME). Region and account are part of it.");
        }
        catch (Exception error) when (AwsFailures.Told("The function cannot be looked at", $"lambda:GetFunction on {name}", error) is { } told)
        {
            return new(Hop, Verdict.Doubtful, asked, told.Message, "The function may be well all the same.", "Allow lambda:GetFunction to see its state.");
        }
    }

    private static async Task<string> PolicyAsync(SignedClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AwsJson.GetAsync(client, "/2015-03-31/functions/{name}/policy", cancellationToken, [new("name", name)]);
            return JsonNode.Parse(answer["Policy"]?.ToString() ?? "{}")?["Statement"] is JsonArray statements ? $"resource policy with {statements.Count} statements" : "resource policy";
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "ResourceNotFoundException")
        {
            return "no resource policy: the endpoint's role alone allows the invocation";
        }
        catch (AmazonServiceException)
        {
            return "resource policy not seen";
        }
    }

    private static async Task<string?> LastErrorAsync(Visit visit, string name, CancellationToken cancellationToken)
    {
        var since = visit.Context.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        using var client = visit.Context.Signed(visit.Endpoint.Aws, SignedService.Logs);
        var reader = new LogReader(client, new("target", $"/aws/lambda/{name.Split(":function:")[^1].Split(':')[0]}"), since);
        string? last = null;
        try
        {
            await foreach (var entry in reader.ReadAsync("?ERROR ?Error ?error ?Exception ?\"timed out\"", cancellationToken))
                last = entry.Severity == LogSeverity.Debug ? last : entry.Summary();
        }
        catch (FailedException)
        {
            // Without the right to read logs nothing is known of errors.
        }

        return last is { Length: > 200 } ? last[..200] + "…" : last;
    }
}
