using System.Globalization;
using System.Xml.Linq;
using LambdaMcp.Local.Templates;
using static LambdaMcp.Local.CloudFormation.QueryAnswer;

namespace LambdaMcp.Local.CloudFormation;

/// <summary>Stacks and their resources in CloudFormation's words. All of them are complete, since Local started.</summary>
internal sealed class StackDescription(DateTimeOffset started)
{
    private const string Complete = "CREATE_COMPLETE";
    private const string Hidden = "****";

    private readonly string _started = started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public IEnumerable<XElement?> Whole(Stack stack) =>
    [
        .. Summary(stack),
        List("Parameters", stack.Parameters.Select(static parameter => (IEnumerable<XElement?>)
            [Text("ParameterKey", parameter.Name), Text("ParameterValue", parameter.IsHidden ? Hidden : parameter.Value)])),
        List("Outputs", stack.Outputs.Select(static output => (IEnumerable<XElement?>)
            [Text("OutputKey", output.Name), Text("OutputValue", output.Value), Text("Description", output.Description)])),
        List("Capabilities", []),
        List("NotificationARNs", []),
        List("Tags", []),
        Text("Description", stack.Description),
        Text("DisableRollback", "false"),
        Text("EnableTerminationProtection", "false"),
    ];

    public IEnumerable<XElement?> Brief(Stack stack) => [.. Summary(stack), Text("TemplateDescription", stack.Description)];

    /// <param name="resource">The resource.</param>
    /// <param name="timeName">What the operation calls the time of the last change.</param>
    public IEnumerable<XElement?> Resource(StackResource resource, string timeName) =>
    [
        Text("LogicalResourceId", resource.LogicalId),
        Text("PhysicalResourceId", resource.PhysicalId),
        Text("ResourceType", resource.Type),
        Text("ResourceStatus", Complete),
        Text(timeName, _started),
        Structure("DriftInformation", Text("StackResourceDriftStatus", "NOT_CHECKED")),
    ];

    /// <summary>As <see cref="Resource"/>, with the name of the stack.</summary>
    public IEnumerable<XElement?> ResourceOf(Stack stack, StackResource resource, string timeName) =>
        [Text("StackId", stack.Id), Text("StackName", stack.Identity.Name), .. Resource(resource, timeName)];

    private IEnumerable<XElement?> Summary(Stack stack) =>
    [
        Text("StackId", stack.Id),
        Text("StackName", stack.Identity.Name),
        Text("StackStatus", Complete),
        Text("CreationTime", _started),
        Structure("DriftInformation", Text("StackDriftStatus", "NOT_CHECKED")),
    ];
}
