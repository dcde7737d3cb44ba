using System.Xml.Linq;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.CloudFormation;

/// <summary>What CloudFormation tells of stacks: the templates that run here, over the Query protocol. Nothing can be changed.</summary>
/// <param name="stacks">The stacks.</param>
/// <param name="started">When they were made.</param>
internal sealed class CloudFormationService(IReadOnlyList<Stack> stacks, DateTimeOffset started) : IAwsService
{
    private readonly StackDescription _description = new(started);

    public string SigningName => "cloudformation";

    public Task HandleAsync(AwsCall call)
    {
        var input = QueryInput.Of(call);
        return QueryAnswer.WriteAsync(call.Http, input.Action, input.Action switch
        {
            "DescribeStacks" => DescribeStacks(input),
            "DescribeStackResource" => DescribeStackResource(input),
            "DescribeStackResources" => DescribeStackResources(input),
            "ListStackResources" => ListStackResources(input),
            "ListStacks" => QueryAnswer.List("StackSummaries", stacks.Select(_description.Brief)),
            var other => throw new AwsRejectedException(
                StatusCodes.Status400BadRequest, "InvalidAction", $"Could not find operation {other}: the local CloudFormation only describes and lists stacks and their resources"),
        });
    }

    public Task RejectAsync(HttpContext context, AwsRejectedException rejection) => QueryAnswer.WriteAsync(context, rejection);

    private XElement DescribeStacks(QueryInput input)
    {
        IEnumerable<Stack> described = input.Text("StackName") is { } name ? [Find(name, $"Stack with id {name} does not exist")] : stacks;
        return QueryAnswer.List("Stacks", described.Select(_description.Whole));
    }

    private XElement DescribeStackResource(QueryInput input)
    {
        var (name, logicalId) = (input.Required("StackName"), input.Required("LogicalResourceId"));
        var stack = Find(name, $"Stack '{name}' does not exist");
        return QueryAnswer.Structure("StackResourceDetail", _description.ResourceOf(stack, Find(stack, logicalId), "LastUpdatedTimestamp"));
    }

    private XElement DescribeStackResources(QueryInput input)
    {
        var stack = (input.Text("StackName"), input.Text("PhysicalResourceId")) switch
        {
            ({ } name, _) => Find(name, $"Stack with id {name} does not exist"),
            (_, { } physicalId) => stacks.FirstOrDefault(stack => stack.Resources.Any(resource => resource.PhysicalId == physicalId))
                ?? throw QueryInput.Invalid($"Stack for {physicalId} does not exist"),
            _ => throw QueryInput.Invalid("Either StackName or PhysicalResourceId must be specified"),
        };
        var resources = input.Text("LogicalResourceId") is { } logicalId ? [Find(stack, logicalId)] : stack.Resources;
        return QueryAnswer.List("StackResources", resources.Select(resource => _description.ResourceOf(stack, resource, "Timestamp")));
    }

    private XElement ListStackResources(QueryInput input)
    {
        var name = input.Required("StackName");
        var stack = Find(name, $"Stack with id {name} does not exist");
        return QueryAnswer.List("StackResourceSummaries", stack.Resources.Select(resource => _description.Resource(resource, "LastUpdatedTimestamp")));
    }

    private Stack Find(string name, string otherwise) =>
        stacks.FirstOrDefault(stack => stack.Identity.Name == name || stack.Id == name) ?? throw QueryInput.Invalid(otherwise);

    private static StackResource Find(Stack stack, string logicalId) => stack.Resources.FirstOrDefault(resource => resource.LogicalId == logicalId)
        ?? throw QueryInput.Invalid($"Resource {logicalId} does not exist for stack {stack.Identity.Name}");
}
