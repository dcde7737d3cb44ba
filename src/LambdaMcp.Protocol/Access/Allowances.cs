using System.Security.Claims;
using System.Text.Json;

namespace LambdaMcp.Protocol.Access;

/// <summary>
/// What a caller's token is narrowed to, beside its scopes: an entry must be allowed by both. For whom it is not, it is not there.
/// </summary>
public sealed class Allowances
{
    private const string ToolsType = "tools";
    private const string ResourcesType = "resources";
    private const string PromptsType = "prompts";

    /// <summary>A token that is not narrowed.</summary>
    public static Allowances Everything { get; } = new();

    /// <summary>The names of tools; null: all.</summary>
    public AllowList? Tools { get; init; }

    /// <summary>The URIs of resources; null: all.</summary>
    public AllowList? Resources { get; init; }

    /// <summary>The names of prompts; null: all.</summary>
    public AllowList? Prompts { get; init; }

    /// <summary>Whether prompts of that name are allowed, whether there is one or not.</summary>
    public bool AllowsPrompt(string name) => Prompts is null || Prompts.Allows(name);

    /// <summary>Whether a resource with that URI is allowed, whether there is one or not.</summary>
    public bool AllowsResource(string uri) => Resources is null || Resources.AllowsUri(uri);

    /// <summary>What the claims <c>tools</c>, <c>resources</c> and <c>prompts</c> say: each a JSON array of patterns in text.</summary>
    /// <returns>Null when one of them is there and cannot be understood, or is there twice: what is unclear must not widen anything.</returns>
    public static Allowances? Read(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        string? tools = null, resources = null, prompts = null;
        foreach (var claim in user.Claims)
        {
            var isNew = claim.Type switch
            {
                ToolsType => TrySet(ref tools, claim.Value),
                ResourcesType => TrySet(ref resources, claim.Value),
                PromptsType => TrySet(ref prompts, claim.Value),
                _ => true,
            };
            if (!isNew)
                return null;
        }

        if (tools is null && resources is null && prompts is null)
            return Everything;
        return TryRead(tools, out var toolList) && TryRead(resources, out var resourceList) && TryRead(prompts, out var promptList)
            ? new() { Tools = toolList, Resources = resourceList, Prompts = promptList }
            : null;
    }

    private static bool TrySet(ref string? text, string value)
    {
        if (text is not null)
            return false;
        text = value;
        return true;
    }

    private static bool TryRead(string? text, out AllowList? list)
    {
        list = null;
        if (text is null)
            return true;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                return false;
            list = AllowList.From(document.RootElement.EnumerateArray().Select(static pattern => pattern.GetString() ?? throw new JsonException()).ToArray());
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
