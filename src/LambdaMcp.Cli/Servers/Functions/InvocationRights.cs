using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Servers.Functions;

/// <summary>Which functions an endpoint's stack lets it invoke: a registration gives no right.</summary>
internal static class InvocationRights
{
    private const string Parameter = "InvokableFunctionArns";

    /// <summary>What to tell of functions that the endpoint may not invoke; null where it may, or where functions' tags decide.</summary>
    public static string? Missing(StackOutputs stack, IEnumerable<string> arns)
    {
        if (Value(stack, "FunctionTagKey").Length > 0)
            return null;
        var prefix = Value(stack, "FunctionPrefix");
        var named = Value(stack, Parameter).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var missing = arns.Where(arn => !named.Contains(arn) && !(prefix.Length > 0 && Name(arn).StartsWith(prefix, StringComparison.Ordinal))).ToList();
        return missing.Count == 0
            ? null
            : $"The endpoint may not invoke {missing.Count} of them yet. Deploy {stack.Name} once more with {Parameter}={string.Join(',', named.Concat(missing))}";
    }

    private static string Value(StackOutputs stack, string parameter) => stack.Parameters.GetValueOrDefault(parameter) ?? "";

    private static string Name(string arn) => arn.Split(':') is { Length: > 6 } parts ? parts[6] : "";
}
