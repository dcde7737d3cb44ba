using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Diagnostics;

/// <summary>What the generator says about attributed methods. The descriptions tell what to do.</summary>
internal static class Rules
{
    private const string Category = "LambdaMcp.Tools";

    public static readonly DiagnosticDescriptor ParameterType = new(
        "LMCP001", "A parameter's type cannot be read from JSON",
        "Parameter '{0}' of '{1}' cannot be an argument: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Take numbers, strings, enums, dates, lists, dictionaries with string keys, records or classes with one public constructor, or JsonElement. A service that is no interface needs [FromKeyedServices] or a place in the constructor.");

    public static readonly DiagnosticDescriptor SameName = new(
        "LMCP002", "Two methods have the same name",
        "'{1}' is the {0} '{2}', and so is another method",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Give one of them another name in its attribute (Name = \"...\", or UriTemplate of a resource). Overloads get the same name too.");

    public static readonly DiagnosticDescriptor Method = new(
        "LMCP003", "A method cannot be called",
        "'{0}' cannot be served: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Make the method and the types around it public or internal; take no type parameters and no ref, out or in parameters.");

    public static readonly DiagnosticDescriptor Instance = new(
        "LMCP004", "An object of the type cannot be made",
        "'{0}' cannot be made to call '{1}': {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Make the method static, or give the type exactly one public constructor whose parameters are services; it must be neither abstract nor generic.");

    public static readonly DiagnosticDescriptor UriTemplate = new(
        "LMCP005", "A URI template is not valid",
        "The URI template '{0}' is not valid: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Write an absolute URI with variables as RFC 6570 has it, such as \"orders://{id}/lines{?page}\".");

    public static readonly DiagnosticDescriptor TemplateVariable = new(
        "LMCP006", "A variable of a URI template has no parameter",
        "The URI template '{0}' has a variable '{1}', but '{2}' has no parameter of that name",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Add a parameter with the variable's name, or take the variable out of the template.");

    public static readonly DiagnosticDescriptor Name = new(
        "LMCP007", "A name is not valid",
        "'{0}' cannot be the name of a tool: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Use 1 to 128 (better at most 64) of the characters A-Z, a-z, 0-9, '_', '-' and '.'.");

    public static readonly DiagnosticDescriptor NoDescription = new(
        "LMCP008", "A tool has no description",
        "The {0} '{1}' has no description: models choose by it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Write [Description(\"...\")] or an XML documentation summary that says what it does and when to use it.");

    public static readonly DiagnosticDescriptor NoArgumentDescription = new(
        "LMCP009", "An argument has no description",
        "Argument '{0}' of '{1}' has no description",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "Write [Description(\"...\")] on the parameter or a <param> in the method's XML documentation.");

    public static readonly DiagnosticDescriptor ReturnType = new(
        "LMCP010", "A return type cannot be written",
        "'{0}' cannot return '{1}': {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Return text, numbers, records, lists, CallToolResult or ContentBlock from tools; text, PromptMessage or GetPromptResult from prompts; text, byte[], ResourceContents or ReadResourceResult from resources; each also as Task<T> or ValueTask<T>.");

    public static readonly DiagnosticDescriptor NotServed = new(
        "LMCP011", "A method is not served",
        "'{0}' is not served because its type lacks [{1}]",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Add the attribute to the type; without it the official SDK leaves the method out too.");

    public static readonly DiagnosticDescriptor ResourceParameter = new(
        "LMCP012", "A parameter of a resource has no variable",
        "Parameter '{0}' of '{1}' is no variable of the URI template '{2}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Put {name} into the template, or give the parameter a default value.");

    public static readonly DiagnosticDescriptor Meta = new(
        "LMCP013", "A value of [McpMeta] is not JSON",
        "The JsonValue of '{0}' is not JSON",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Write JSON, such as \"{\\\"a\\\":1}\", or pass a string, number or bool to the constructor.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ParameterType, SameName, Method, Instance, UriTemplate, TemplateVariable, Name,
        NoDescription, NoArgumentDescription, ReturnType, NotServed, ResourceParameter, Meta,
    ];

    public static DiagnosticDescriptor Of(string id) => All.First(rule => rule.Id == id);
}
