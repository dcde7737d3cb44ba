using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>
/// The functions that the management tools see: those that discovery or a registration makes a target, and nothing else, however it is
/// named. Versions and aliases of one function are one function.
/// </summary>
/// <param name="catalog">The tools; it is asked for when they are wanted, for the catalog has the management tools among its own.</param>
/// <param name="registrations">What is registered, also as resources and prompts.</param>
internal sealed class ManagedFunctions(Func<ToolCatalog> catalog, RegistrationSource registrations)
{
    /// <summary>All of them, ordered by ARN.</summary>
    public async ValueTask<IReadOnlyList<ManagedFunction>> GetAsync(CancellationToken cancellationToken)
    {
        var tools = await catalog().ReadFunctionsAsync(cancellationToken);
        var byFunction = tools.ToLookup(tool => FunctionArn.Unqualified(tool.Target.FunctionArn), StringComparer.Ordinal);
        var registered = (await registrations.GetAsync(cancellationToken)).Served
            .Where(registration => registration.LambdaArn.Length > 0)
            .Select(registration => FunctionArn.Unqualified(registration.LambdaArn));
        return [.. byFunction.Select(group => group.Key).Concat(registered)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(arn => new ManagedFunction(NameOf(arn), arn, [.. byFunction[arn]]))];
    }

    /// <summary>The function of that name or ARN.</summary>
    /// <exception cref="CallFailedException">It is none of them, or several have that name.</exception>
    public async ValueTask<ManagedFunction> FindAsync(string nameOrArn, CancellationToken cancellationToken)
    {
        var isArn = nameOrArn.StartsWith("arn:", StringComparison.Ordinal);
        var wanted = isArn ? FunctionArn.Unqualified(nameOrArn) : nameOrArn;
        var found = (await GetAsync(cancellationToken)).Where(function => (isArn ? function.Arn : function.Name) == wanted).ToList();
        return found switch
        {
            [var function] => function,
            [] => throw new CallFailedException(
                "function_not_found", $"No function named '{nameOrArn}' is imported here. Call list_functions for those that are."),
            _ => throw new CallFailedException(
                "function_ambiguous", $"Several functions are named '{nameOrArn}'. Give one of these: {string.Join(", ", found.Select(function => function.Arn))}."),
        };
    }

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
