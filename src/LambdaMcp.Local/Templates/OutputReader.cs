using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads the section <c>Outputs</c>. What cannot be said here is left out, and told.</summary>
/// <param name="stack">The account and region.</param>
/// <param name="evaluator">Resolves values, and knows only resources that are here.</param>
/// <param name="apis">The stack's APIs, whose addresses are Local's own.</param>
/// <param name="notEmulated">Takes a line for each output that is left out.</param>
internal sealed class OutputReader(StackIdentity stack, TemplateEvaluator evaluator, IReadOnlyList<RestApi> apis, List<string> notEmulated)
{
    public IEnumerable<StackOutput> Read(TemplateMap section)
    {
        foreach (var (name, entry) in section.Entries)
        {
            if (Read(name, entry) is { } output)
                yield return output;
        }
    }

    private StackOutput? Read(string name, TemplateValue entry)
    {
        try
        {
            var output = entry.AsMap(name);
            if (output.Text("Condition") is { } condition && !evaluator.Holds(output.Position, condition))
                return null;
            var value = output.Find("Value") ?? throw new TemplateException(output.Position, "Value is missing");
            return evaluator.Evaluate(value) is { } resolved ? new(name, Reachable(resolved.AsText("Value")), output.Text("Description")) : null;
        }
        catch (TemplateException exception)
        {
            notEmulated.Add($"{exception.Position}: the output {name} is left out: {exception.Reason}");
            return null;
        }
    }

    /// <summary>With Local's address in the place of those that API Gateway would have on AWS.</summary>
    private string Reachable(string value) =>
        apis.Aggregate(value, (text, api) => text.Replace($"https://{api.Id}.execute-api.{stack.Region}.amazonaws.com", stack.Url, StringComparison.Ordinal));
}
