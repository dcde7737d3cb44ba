using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>Which registrations a list has.</summary>
internal sealed class RegistrationFilter
{
    /// <summary>The query's parameters.</summary>
    public static readonly string[] Parameters = ["type", "tag", "namePrefix", "function", "contract", "enabled"];

    private readonly RegistrationType? _type;
    private readonly IReadOnlyList<string> _tags;
    private readonly string? _namePrefix;
    private readonly string? _function;
    private readonly TargetContract? _contract;
    private readonly bool? _enabled;

    public RegistrationFilter(QueryReader query)
    {
        _type = query.Word("type", RegistrationWords.ReadType, RegistrationWords.Types);
        _tags = query.Texts("tag");
        _namePrefix = query.Text("namePrefix");
        _function = query.Text("function");
        _contract = query.Word("contract", RegistrationWords.ReadContract, RegistrationWords.Contracts);
        _enabled = query.Flag("enabled");
    }

    public bool Takes(Registration registration) =>
        (_type is null || registration.Type == _type) &&
        _tags.All(tag => registration.Tags.Contains(tag, StringComparer.Ordinal)) &&
        (_namePrefix is null || registration.Name.StartsWith(_namePrefix, StringComparison.Ordinal)) &&
        (_function is null || FunctionArn.Names(registration.LambdaArn, _function)) &&
        (_contract is null || (registration.Contract == _contract && registration.Type != RegistrationType.Set)) &&
        (_enabled is null || registration.Enabled == _enabled);

    /// <summary>All that the filter takes, ordered by id.</summary>
    public async Task<List<Registration>> SelectAsync(IRegistrationStore store, CancellationToken cancellationToken)
    {
        var found = new List<Registration>();
        await foreach (var registration in store.ListAsync(cancellationToken))
        {
            if (Takes(registration))
                found.Add(registration);
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        return found;
    }
}
