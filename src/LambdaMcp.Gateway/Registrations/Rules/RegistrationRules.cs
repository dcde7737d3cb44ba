using System.Text.RegularExpressions;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// What must hold of a registration before clients may see it, wherever it comes from: a single entry that breaks a rule of MCP makes
/// clients refuse the whole list. What clients do not see, and that schemas can be compiled, is the reader's to check.
/// </summary>
internal static partial class RegistrationRules
{
    // It would have the id of the template whose name follows.
    private const string TemplatePrefix = "template-";

    public static bool IsServable(Registration registration)
    {
        var faults = new RegistrationFaults();
        Check(registration, faults);
        return !faults.Any;
    }

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (!ToolNames.IsValid(registration.Name))
            faults.Add("/name", "must be 1 to 64 letters, digits, underscores, dots and hyphens");
        TextRules.Check(registration, faults);
        LabelRules.Check(registration, faults);
        CallRules.Check(registration, faults);
        PresentationRules.Check(registration, faults);
        switch (registration.Type)
        {
            case RegistrationType.Tool:
                ToolRules.Check(registration, faults);
                break;
            case RegistrationType.Resource:
                CheckResource(registration, faults);
                break;
            case RegistrationType.ResourceTemplate:
                CheckTemplate(registration, faults);
                break;
            case RegistrationType.Prompt:
                PromptArgumentRules.Check(registration.Arguments, faults);
                break;
            case RegistrationType.Target:
                AggregateRules.Check(registration, faults);
                break;
            case RegistrationType.Set:
                SetRules.Check(registration, faults);
                break;
        }
    }

    private static void CheckResource(Registration registration, RegistrationFaults faults)
    {
        if (registration.Name.StartsWith(TemplatePrefix, StringComparison.Ordinal))
            faults.Add("/name", $"must not begin with {TemplatePrefix}: its id would be that of a resource template");
        if (registration.Uri is not { Length: <= UriTemplate.LongestUri } uri || !AbsoluteUri().IsMatch(uri) || !Uri.TryCreate(uri, UriKind.Absolute, out _))
            faults.Add("/uri", $"must be an absolute URI without spaces, of at most {UriTemplate.LongestUri} characters, such as docs://handbook");
        CheckMediaType(registration, faults);
    }

    private static void CheckTemplate(Registration registration, RegistrationFaults faults)
    {
        if (registration.UriTemplate is not { Length: <= UriTemplate.LongestUri } text || !AbsoluteUri().IsMatch(text))
            faults.Add("/uriTemplate", $"must be an absolute URI without spaces, of at most {UriTemplate.LongestUri} characters, such as orders://{{id}}");
        else if (UriTemplate.Read(text, out var fault) is null)
            faults.Add("/uriTemplate", fault!);
        CheckMediaType(registration, faults);
    }

    private static void CheckMediaType(Registration registration, RegistrationFaults faults)
    {
        if (registration.MimeType is { } mimeType && !MediaTypeName().IsMatch(mimeType))
            faults.Add("/mimeType", "must be a media type, such as text/markdown");
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:[!-~\u00A1-\uFFFD]+\z")]
    private static partial Regex AbsoluteUri();

    [GeneratedRegex(@"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?\z")]
    private static partial Regex MediaTypeName();
}
