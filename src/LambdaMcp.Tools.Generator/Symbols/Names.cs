using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Symbols;

/// <summary>The names that clients see for C# names; they are those that the official SDK makes.</summary>
internal static class Names
{
    private static readonly Regex NoNameCharacter = new("[^0-9A-Za-z]+", RegexOptions.CultureInvariant);

    /// <summary>A tool's, prompt's or resource's name: snake_case, without <c>Async</c> where the method is asynchronous.</summary>
    public static string OfMethod(IMethodSymbol method)
    {
        const string Async = "Async";
        var name = method.Name;
        var isAsync = method.ReturnType.FullName() is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" or "System.Collections.Generic.IAsyncEnumerable";
        if (isAsync && name.Length > Async.Length && name.EndsWith(Async, StringComparison.Ordinal))
            name = name.Substring(0, name.Length - Async.Length);
        name = NoNameCharacter.Replace(name, "_").Trim('_');
        return Snake(name.Length == 0 ? method.Name : name);
    }

    /// <summary>A property's name in JSON: <c>OrderId</c> is <c>orderId</c>, <c>URLPath</c> is <c>urlPath</c>.</summary>
    public static string Camel(string name)
    {
        var characters = name.ToCharArray();
        for (var at = 0; at < characters.Length && char.IsUpper(characters[at]); at++)
        {
            if (at > 0 && at + 1 < characters.Length && !char.IsUpper(characters[at + 1]))
                break;
            characters[at] = char.ToLowerInvariant(characters[at]);
        }
        return new(characters);
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var afterWord = at > 0 && (char.IsLower(name[at - 1]) || char.IsDigit(name[at - 1]));
            var lastOfCapitals = at > 0 && char.IsUpper(name[at - 1]) && at + 1 < name.Length && char.IsLower(name[at + 1]);
            if (char.IsUpper(name[at]) && (afterWord || lastOfCapitals))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[at]));
        }
        return snake.ToString();
    }
}
