using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>All registrations at one moment.</summary>
internal sealed class RegisteredSet
{
    private ResourceSnapshot? _resources;
    private PromptSnapshot? _prompts;

    /// <param name="registrations">The registrations, in any order.</param>
    /// <param name="onFault">Is told of each that breaks a rule.</param>
    public RegisteredSet(IReadOnlyList<Registration> registrations, Action<Registration, RegistrationFault>? onFault = null)
    {
        All = registrations;
        var served = new List<Registration>();
        foreach (var registration in registrations.Where(registration => registration.Enabled))
        {
            var faults = new RegistrationFaults();
            RegistrationRules.Check(registration, faults);
            if (faults.Any)
                onFault?.Invoke(registration, faults.All[0]);
            else
                served.Add(registration);
        }

        Served = [.. served.OrderBy(registration => registration.Id, StringComparer.Ordinal)];
    }

    private RegisteredSet(RegisteredSet registered, IReadOnlyList<Registration> brought) => (All, Served, Brought) = (registered.All, registered.Served, brought);

    public static RegisteredSet Empty { get; } = new([]);

    /// <summary>Every registration, also those that are disabled or break a rule.</summary>
    public IReadOnlyList<Registration> All { get; }

    /// <summary>The registrations that clients may see, ordered by id.</summary>
    public IReadOnlyList<Registration> Served { get; }

    /// <summary>What aggregated functions bring, in the order of those functions' ids.</summary>
    public IReadOnlyList<Registration> Brought { get; } = [];

    /// <summary>The resources and templates, made on first use.</summary>
    public ResourceSnapshot Resources => _resources ??= new(Served.Concat(Brought));

    /// <summary>The prompts, made on first use.</summary>
    public PromptSnapshot Prompts => _prompts ??= new(Served.Concat(Brought));

    /// <summary>The same registrations, and what aggregated functions bring.</summary>
    public RegisteredSet With(IReadOnlyList<Registration> brought) => new(this, brought);
}
