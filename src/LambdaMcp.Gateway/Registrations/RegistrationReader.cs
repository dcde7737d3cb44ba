using System.Text.Json;
using LambdaMcp.Gateway.Registrations.Reading;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Reads a registration from a request's body and notes every fault in it.</summary>
internal sealed class RegistrationReader(JsonElement body)
{
    private readonly RegistrationFaults _faults = new();

    public IReadOnlyList<RegistrationFault> Faults => _faults.All;

    /// <summary>The version that the body names: the one it was made from.</summary>
    public long? Version { get; private set; }

    /// <summary>The registration; to be used only when there are no <see cref="Faults"/>.</summary>
    public Registration Read()
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            _faults.Add("", "must be an object");
            return new() { Id = "", Type = RegistrationType.Tool, Name = "", Description = "", LambdaArn = "" };
        }

        var members = new MemberReader(body, _faults);
        var type = Type(members);
        CheckMembers(type);
        Version = members.Number("version");
        var registration = Common(members, type ?? RegistrationType.Tool);
        if (type != RegistrationType.Set)
            registration = CallMembers.Read(members, registration);
        registration = ResourceMembers.Read(members, ToolMembers.Read(members, registration));
        registration = TargetMembers.Read(members, registration) with { Members = members.Texts("members") };
        if (type is not null)
        {
            if (members.Text("id") is { } id && id != registration.Id)
                _faults.Add("/id", $"must be {registration.Id}, which type and name make, or be left out");
            if (type == RegistrationType.Tool && registration.Description.Length == 0)
                _faults.Add("/description", "is required: models choose tools by it");
            RegistrationRules.Check(registration, _faults);
        }

        return registration;
    }

    private Registration Common(MemberReader members, RegistrationType type)
    {
        var name = members.Text("name") ?? "";
        return new()
        {
            Id = Registration.IdOf(type, name),
            Type = type,
            Name = name,
            Title = members.Text("title"),
            Description = members.Text("description") ?? "",
            LambdaArn = "",
            Annotations = members.Json("annotations"),
            Icons = members.Json("icons"),
            Meta = members.Json("_meta"),
            Tasks = TaskPolicyJson.Read(body, _faults),
            Scopes = members.Texts("scopes"),
            Tags = members.Texts("tags"),
            Enabled = members.Flag("enabled") ?? true,
        };
    }

    private void CheckMembers(RegistrationType? type)
    {
        var known = RegistrationMembers.Of(type);
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                _faults.Add(JsonPointer.Append("", member.Name), $"is not known here; known are {string.Join(", ", known)}");
        }
    }

    private RegistrationType? Type(MemberReader members)
    {
        var word = members.Text("type");
        var type = word is null ? null : RegistrationWords.ReadType(word);
        if (type is null)
            _faults.Add("/type", $"must be one of {string.Join(", ", RegistrationWords.Types)}");
        return type;
    }
}
