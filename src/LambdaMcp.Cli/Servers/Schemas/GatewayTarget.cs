using System.Text.Json.Nodes;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>The request that makes a server's function a target of a gateway, as <c>aws bedrock-agentcore-control create-gateway-target --cli-input-json</c> takes it.</summary>
internal static class GatewayTarget
{
    /// <param name="server">The server, whose id becomes the target's name.</param>
    /// <param name="arn">Its function.</param>
    /// <param name="tools">Its tool schema.</param>
    /// <param name="gateway">The gateway's identifier; null: it is given on the command line.</param>
    public static JsonObject Request(Server server, string arn, JsonArray tools, string? gateway)
    {
        var request = new JsonObject();
        if (gateway is not null)
            request["gatewayIdentifier"] = gateway;
        request["name"] = server.Id;
        request["description"] = server.Description.Length <= GatewayRules.LongestDescription ? server.Description : server.Description[..(GatewayRules.LongestDescription - 1)] + "…";
        request["targetConfiguration"] = new JsonObject
        {
            ["mcp"] = new JsonObject { ["lambda"] = new JsonObject { ["lambdaArn"] = arn, ["toolSchema"] = new JsonObject { ["inlinePayload"] = tools.DeepClone() } } },
        };
        // Functions are invoked with the gateway's own role, the only way for them.
        request["credentialProviderConfigurations"] = new JsonArray(new JsonObject { ["credentialProviderType"] = "GATEWAY_IAM_ROLE" });
        return request;
    }
}
