using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Prompts;

/// <summary>A prompt and the function behind it.</summary>
internal sealed class CatalogPrompt
{
    private CatalogPrompt(Registration registration, PromptArgument[] arguments)
    {
        Target = CallTarget.From(registration);
        Completes = registration.Completion;
        Arguments = arguments;
        Definition = Define(registration, arguments);
    }

    public CallTarget Target { get; }

    public IReadOnlyList<PromptArgument> Arguments { get; }

    /// <summary>Whether the function completes the arguments that have no values of their own.</summary>
    public bool Completes { get; }

    public ListEntry Definition { get; }

    public static CatalogPrompt From(Registration registration) => new(
        registration,
        registration.Arguments is { } arguments ? [.. arguments.EnumerateArray().Select(PromptArgument.Read)] : []);

    private static ListEntry Define(Registration registration, PromptArgument[] arguments) => DefinitionJson.Entry(registration.Name, writer =>
    {
        writer.WriteString("name"u8, registration.Name);
        DefinitionJson.WriteText(writer, "title"u8, registration.Title);
        DefinitionJson.WriteText(writer, "description"u8, registration.Description);
        if (arguments.Length > 0)
        {
            writer.WriteStartArray("arguments"u8);
            foreach (var argument in arguments)
                Write(writer, argument);
            writer.WriteEndArray();
        }

        DefinitionJson.WritePresentation(writer, registration);
    });

    private static void Write(Utf8JsonWriter writer, PromptArgument argument)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, argument.Name);
        DefinitionJson.WriteText(writer, "title"u8, argument.Title);
        DefinitionJson.WriteText(writer, "description"u8, argument.Description);
        writer.WriteBoolean("required"u8, argument.Required);
        writer.WriteEndObject();
    }
}
