namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>The members that a registration of each type can have.</summary>
internal static class RegistrationMembers
{
    private static readonly string[] Common = ["id", "type", "name", "title", "description", "scopes", "tags", "enabled", "version"];

    // Of what clients see in a list.
    private static readonly string[] Shown = ["annotations", "icons", "_meta"];

    // Of what has a function.
    private static readonly string[] Called = ["lambdaArn", "contract", "timeout", "retry", "maxConcurrency"];

    private static readonly string[][] OfType =
    [
        [
            .. Common, .. Shown, .. Called, "streams", "invocation", "parameters", "outputSchema", "task", "taskStart", "fixedArguments", "hiddenArguments", "cache", "http",
        ],
        [.. Common, .. Shown, .. Called, "streams", "uri", "mimeType", "size", "http"],
        [.. Common, .. Shown, .. Called, "streams", "uriTemplate", "mimeType", "completion", "http"],
        [.. Common, .. Shown, .. Called, "streams", "arguments", "completion"],
        [.. Common, .. Called, "prefix", "tools"],
        [.. Common, "members"],
    ];

    private static readonly string[] OfAny = [.. OfType.SelectMany(names => names).Distinct()];

    /// <summary>The members of one type; of any, when the type is not known.</summary>
    public static IReadOnlyList<string> Of(RegistrationType? type) => type is { } known ? OfType[(int)known] : OfAny;
}
