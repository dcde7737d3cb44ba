using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Catalog.Resources;

/// <summary>A resource, or with a template the resources that match it, and the function behind.</summary>
internal sealed class CatalogResource
{
    private CatalogResource(Registration registration, UriTemplate? template, ListEntry definition)
    {
        Target = CallTarget.From(registration);
        MimeType = registration.MimeType;
        Scopes = registration.Scopes;
        Completes = registration.Completion;
        Template = template;
        Definition = definition;
    }

    public CallTarget Target { get; }

    public string? MimeType { get; }

    /// <summary>The scopes that a caller must have, all of them, to see and read it.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The template that it is, or by which a function listed it.</summary>
    public UriTemplate? Template { get; }

    /// <summary>Whether the function completes the template's variables.</summary>
    public bool Completes { get; }

    public ListEntry Definition { get; }

    public static CatalogResource From(Registration registration) => new(registration, registration.UriTemplate is { } template ? UriTemplate.Read(template, out _) : null, DefinitionJson.Entry(registration.Uri!, writer =>
    {
        writer.WriteString("uri"u8, registration.Uri);
        WriteMembers(writer, registration);
        if (registration.Size is { } size)
            writer.WriteNumber("size"u8, size);
    }));

    public static CatalogResource FromTemplate(Registration registration) => new(
        registration,
        UriTemplate.Read(registration.UriTemplate!, out var fault) ?? throw new InvalidOperationException($"The URI template {fault}."),
        DefinitionJson.Entry(registration.UriTemplate!, writer =>
        {
            writer.WriteString("uriTemplate"u8, registration.UriTemplate);
            WriteMembers(writer, registration);
        }));

    private static void WriteMembers(System.Text.Json.Utf8JsonWriter writer, Registration registration)
    {
        writer.WriteString("name"u8, registration.Name);
        DefinitionJson.WriteText(writer, "title"u8, registration.Title);
        DefinitionJson.WriteText(writer, "description"u8, registration.Description);
        DefinitionJson.WriteText(writer, "mimeType"u8, registration.MimeType);
        DefinitionJson.WritePresentation(writer, registration);
    }
}
