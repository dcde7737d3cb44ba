using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Sets;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>All registrations at one moment.</summary>
internal sealed class RegisteredSet
{
    private readonly ConditionalWeakTable<CatalogSet, RegisteredView> _views = [];
    private readonly HashSet<(RegistrationType, string)> _taken;
    private readonly RegisteredView _all;
    private readonly Dictionary<string, CatalogSet> _sets;

    /// <param name="registrations">The registrations, in any order.</param>
    /// <param name="own">Knows the server's own functions.</param>
    /// <param name="onFault">Is told of each that breaks a rule.</param>
    /// <param name="methods">What the program itself has: it comes first.</param>
    public RegisteredSet(
        IReadOnlyList<Registration> registrations, OwnFunctionRule? own = null, Action<Registration, RegistrationFault>? onFault = null,
        IReadOnlyList<Registration>? methods = null)
    {
        (All, methods) = (registrations, methods ?? []);
        _taken = methods.Select(PlaceOf).ToHashSet();
        var served = new List<Registration>();
        foreach (var registration in registrations.Where(registration => registration.Enabled))
        {
            var faults = new RegistrationFaults();
            RegistrationRules.Check(registration, faults);
            if ((faults.Any ? faults.All[0] : own?.Find(registration) ?? FindTaken(registration)) is { } fault)
                onFault?.Invoke(registration, fault);
            else
                served.Add(registration);
        }

        Served = [.. methods, .. served.OrderBy(registration => registration.Id, StringComparer.Ordinal)];
        _all = new(Served);
        _sets = Served.Where(registration => registration.Type == RegistrationType.Set)
            .ToDictionary(registration => registration.Name, CatalogSet.From, StringComparer.Ordinal);
    }

    private RegisteredSet(RegisteredSet registered, IReadOnlyList<Registration> brought)
    {
        (All, Served, _sets, _taken) = (registered.All, registered.Served, registered._sets, registered._taken);
        // Who has a place is settled before sets and scopes show some callers less, so it is the same for all of them.
        var taken = Served.Select(PlaceOf).ToHashSet();
        var placed = brought.ToLookup(entry => entry.Type == RegistrationType.Tool || taken.Add(PlaceOf(entry)));
        (Brought, LeftOut) = ([.. placed[true]], [.. placed[false]]);
        _all = new([.. Served, .. Brought]);
    }

    public static RegisteredSet Empty { get; } = new([]);

    /// <summary>Every registration, also those that are disabled or break a rule; the program's own methods are none.</summary>
    public IReadOnlyList<Registration> All { get; }

    /// <summary>The program's own methods, and then the registrations that clients may see, ordered by id.</summary>
    public IReadOnlyList<Registration> Served { get; }

    /// <summary>What aggregated functions bring, in the order of those functions' ids.</summary>
    public IReadOnlyList<Registration> Brought { get; } = [];

    /// <summary>What aggregated functions bring and others have the place of: the URI of a resource, or the name of a prompt.</summary>
    public IReadOnlyList<Registration> LeftOut { get; } = [];

    /// <summary>What of the resources and prompts belongs to a set, or all of it.</summary>
    public RegisteredView View(CatalogSet? set) => set is null
        ? _all
        : _views.GetValue(set, set => new(Served.Concat(Brought).Where(registration => set.Selects(registration.Name, registration.Tags))));

    /// <summary>What is wrong with a registration whose place the program itself has taken.</summary>
    public RegistrationFault? FindTaken(Registration registration) =>
        _taken.Count == 0 || registration.Type is RegistrationType.Target or RegistrationType.Set || !_taken.Contains(PlaceOf(registration))
            ? null
            : new("/name", "is another's: the server's own program has one with that name or URI");

    public CatalogSet? FindSet(string name) => _sets.GetValueOrDefault(name);

    /// <summary>The same registrations, and what aggregated functions bring.</summary>
    public RegisteredSet With(IReadOnlyList<Registration> brought) => new(this, brought);

    // What clients ask for it by.
    private static (RegistrationType Type, string Place) PlaceOf(Registration registration) => (registration.Type, registration.Type switch
    {
        RegistrationType.Resource => registration.Uri!,
        RegistrationType.ResourceTemplate => registration.UriTemplate!,
        _ => registration.Name,
    });
}
