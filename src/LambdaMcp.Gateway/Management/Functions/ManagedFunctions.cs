using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.InProcess;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>
/// The functions that the management tools see: those that discovery or a registration makes a target, and nothing else, however it is
/// named. Who invokes a function as it is can do with it whatever the catalog has it for, so the caller sees those alone of which it may use every
/// tool, resource and prompt. Versions and aliases of one function are one function.
/// </summary>
/// <param name="inventory">The tools; they are asked for when they are wanted, for the management tools are among them.</param>
/// <param name="entries">What is registered or brought, also as resources and prompts.</param>
internal sealed class ManagedFunctions(Func<ToolInventory> inventory, EntrySource entries)
{
    /// <summary>All of them that the caller may see, ordered by ARN.</summary>
    public async ValueTask<IReadOnlyList<ManagedFunction>> GetAsync(McpRequest request, CancellationToken cancellationToken)
    {
        FunctionTool[] tools = [.. (await inventory().ReadFunctionsAsync(cancellationToken)).Where(tool => !tool.Target.IsInProcess)];
        var byFunction = tools.ToLookup(tool => FunctionArn.Unqualified(tool.Target.FunctionArn), StringComparer.Ordinal);
        var all = await entries.GetAsync(cancellationToken);
        var registered = all.Served.Concat(all.Brought).Where(registration => registration.LambdaArn is not ("" or InProcessInvoker.Arn)).ToArray();
        var hidden = tools.Where(tool => !tool.IsFor(request)).Select(tool => tool.Target.FunctionArn)
            .Concat(registered.Where(registration => !registration.IsFor(request)).Select(registration => registration.LambdaArn))
            .Select(FunctionArn.Unqualified)
            .ToHashSet(StringComparer.Ordinal);
        return [.. tools.Select(tool => tool.Target.FunctionArn).Concat(registered.Select(registration => registration.LambdaArn))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .GroupBy(FunctionArn.Unqualified, StringComparer.Ordinal)
            .Where(targets => !hidden.Contains(targets.Key))
            .Select(targets => new ManagedFunction(NameOf(targets.Key), targets.Key, [.. byFunction[targets.Key]], [.. targets]))];
    }

    /// <summary>The function of that name or ARN.</summary>
    /// <exception cref="CallFailedException">It is none of them, or several have that name.</exception>
    public async ValueTask<ManagedFunction> FindAsync(McpRequest request, string nameOrArn, CancellationToken cancellationToken)
    {
        var isArn = nameOrArn.StartsWith("arn:", StringComparison.Ordinal);
        var wanted = isArn ? FunctionArn.Unqualified(nameOrArn) : nameOrArn;
        var found = (await GetAsync(request, cancellationToken))
            .Where(function => (isArn ? function.Arn : function.Name) == wanted && (!isArn || wanted == nameOrArn || function.Targets.Contains(nameOrArn)))
            .ToList();
        return found switch
        {
            [var function] => isArn && wanted != nameOrArn ? function with { Targets = [nameOrArn] } : function,
            [] => throw new CallFailedException(
                "function_not_found", $"No function named '{nameOrArn}' is imported here. Call list_functions for those that are."),
            _ => throw new CallFailedException(
                "function_ambiguous", $"Several functions are named '{nameOrArn}'. Give one of these: {string.Join(", ", found.Select(function => function.Arn))}."),
        };
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
