using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>What a role may do.</summary>
/// <param name="Actions">IAM's actions.</param>
/// <param name="Resources">ARNs, in which CloudFormation's pseudo parameters such as <c>${AWS::Region}</c> may stand.</param>
/// <param name="Conditions">IAM's conditions; null for none.</param>
internal sealed record PolicyStatement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonObject? Conditions);
