using System.Text.Json;

namespace LambdaMcp.Gateway.Catalog.Prompts;

/// <summary>An argument of a prompt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">A name for people, if it differs.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Required">Whether the prompt cannot be made without it.</param>
/// <param name="Completions">The values that complete it; null when the registration has none.</param>
internal sealed record PromptArgument(string Name, string? Title, string? Description, bool Required, IReadOnlyList<string>? Completions)
{
    /// <summary>Reads an argument that keeps the rules of registrations.</summary>
    public static PromptArgument Read(JsonElement argument) => new(
        argument.GetProperty("name"u8).GetString()!,
        Text(argument, "title"),
        Text(argument, "description"),
        argument.TryGetProperty("required"u8, out var required) && required.ValueKind == JsonValueKind.True,
        argument.TryGetProperty("completions"u8, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : null);

    private static string? Text(JsonElement argument, string member) => argument.TryGetProperty(member, out var value) ? value.GetString() : null;
}
