using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>Reads what a server's role may do.</summary>
internal sealed partial class PolicyReader(Members members, Faults faults)
{
    private static readonly string[] PseudoParameters = ["${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}"];

    public Server Read(Server server)
    {
        var (statements, managed) = (new List<PolicyStatement>(), new List<string>());
        foreach (var item in members.List("policies"))
        {
            if (item is YamlMappingNode map)
                statements.Add(Statement(map));
            else if (item is YamlScalarNode { Value: { } arn } && ManagedArn().IsMatch(arn))
                managed.Add(arn);
            else
                faults.Add(item, "a policy is a map of actions and resources, or the ARN of a managed policy such as arn:aws:iam::aws:policy/NAME");
        }

        return server with { Statements = statements, ManagedPolicies = managed };
    }

    private PolicyStatement Statement(YamlMappingNode map)
    {
        var statement = new Members(map, "a policy", ["actions", "resources", "conditions"], faults);
        var (actions, resources) = (statement.Texts("actions"), statement.Texts("resources"));
        if (actions.Count == 0)
            faults.Add(map, "a policy needs actions: write actions: [service:Action]");
        if (resources.Count == 0)
            faults.Add(map, "a policy needs resources: write resources: [ARN], or [\"*\"] for actions that know no resource");
        foreach (var action in actions.Where(action => !Action().IsMatch(action)))
            faults.Add(statement.Place("actions"), $"'{action}' is no action of one service: write service:Action");
        foreach (var resource in resources.Where(resource => resource != "*" && !resource.StartsWith("arn:", StringComparison.Ordinal)))
            faults.Add(statement.Place("resources"), $"'{resource}' is no resource: write its ARN, or * for actions that know none");
        foreach (var resource in resources.Where(resource => Parameter().Matches(resource).Any(match => !PseudoParameters.Contains(match.Value))))
            faults.Add(statement.Place("resources"), $"'{resource}' has a parameter that the template does not know: only {string.Join(", ", PseudoParameters)} may stand in it");
        return new(actions, resources, statement.MapOf("conditions") is { } conditions ? YamlJson.Of(conditions) : null);
    }

    [GeneratedRegex(@"^arn:([a-z-]+|\$\{AWS::Partition\}):iam::(aws|\d{12}|\$\{AWS::AccountId\}):policy/[A-Za-z0-9+=,.@_/-]+$")]
    private static partial Regex ManagedArn();

    [GeneratedRegex(@"\$\{[^}]*\}?")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^[a-z0-9-]+:[A-Za-z0-9*?]+$")]
    private static partial Regex Action();
}
