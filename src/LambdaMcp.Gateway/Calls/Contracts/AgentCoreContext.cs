namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>
/// What the contract <c>agentcore</c> adds to the client context: the six keys by which Amazon Bedrock AgentCore Gateway tells a function
/// which of its tools is called ("AWS Lambda function targets", Lambda function input format).
/// </summary>
internal static class AgentCoreContext
{
    /// <summary>What stands between the target's and the tool's name.</summary>
    public const string Delimiter = "___";

    // There is one gateway in a deployment, and functions only write the id into their logs.
    private const string GatewayId = "lambda-mcp";

    public static Dictionary<string, string> Of(FunctionCall call)
    {
        var (request, target) = (call.Request, call.Target);
        var custom = InvocationContext.Of(request);
        custom["bedrockAgentCoreMessageVersion"] = "1.0";
        custom["bedrockAgentCoreAwsRequestId"] = Guid.NewGuid().ToString();
        custom["bedrockAgentCoreMcpMessageId"] = request.Id.ToString();
        custom["bedrockAgentCoreGatewayId"] = GatewayId;
        custom["bedrockAgentCoreTargetId"] = target.RegistrationId;
        custom["bedrockAgentCoreToolName"] = ToolName(target);
        return custom;
    }

    // A function with one tool is a target by itself, unless its name was given as AgentCore Gateway shows names to clients.
    private static string ToolName(CallTarget target)
    {
        var tool = target.NameAtTarget ?? target.Name;
        if (target.Aggregate is { } aggregate)
            return $"{aggregate}{Delimiter}{tool}";
        return tool.Contains(Delimiter, StringComparison.Ordinal) ? tool : $"{tool}{Delimiter}{tool}";
    }
}
