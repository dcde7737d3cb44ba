namespace LambdaMcp.Gateway.Registrations.Reading;

/// <summary>The members of resources, templates and prompts.</summary>
internal static class ResourceMembers
{
    public static Registration Read(MemberReader members, Registration registration) => registration with
    {
        Uri = members.Text("uri"),
        UriTemplate = members.Text("uriTemplate"),
        MimeType = members.Text("mimeType"),
        Size = members.Number("size"),
        Arguments = members.Json("arguments"),
        Completion = members.Flag("completion") ?? false,
    };
}
