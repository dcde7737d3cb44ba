using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>What an import would do to what is stored, and why it cannot.</summary>
internal sealed class ImportPlan
{
    /// <summary>The most registrations of one import.</summary>
    public const int Most = 1000;

    private const string Place = "/registrations";

    private readonly RegistrationFaults _faults = new();
    private readonly RegistrationFaults _conflicts = new();
    private readonly Dictionary<string, (Registration Registration, string Place, long? Version)> _wanted = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the document.</summary>
    public IReadOnlyList<RegistrationFault> Faults => _faults.All;

    /// <summary>What cannot be with what is stored.</summary>
    public IReadOnlyList<RegistrationFault> Conflicts => _conflicts.All;

    public List<Registration> Created { get; } = [];

    public List<(Registration Stored, Registration Registration)> Updated { get; } = [];

    public List<string> Unchanged { get; } = [];

    public List<Registration> Deleted { get; } = [];

    /// <summary>Reads the document and notes every fault in it.</summary>
    public void Read(JsonElement document, Action<Registration> checkSize)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("registrations"u8, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            _faults.Add(Place, "must be an array of registrations");
            return;
        }

        foreach (var member in document.EnumerateObject())
        {
            if (!member.NameEquals("registrations"u8))
                _faults.Add(JsonPointer.Append("", member.Name), "is not known here; known are registrations");
        }

        if (list.GetArrayLength() > Most)
            _faults.Add(Place, $"must have at most {Most} entries; import it in parts, with mode=merge");
        var position = 0;
        foreach (var entry in list.EnumerateArray().Take(Most))
            ReadOne(entry, JsonPointer.Append(Place, position++), checkSize);
        CheckClaims(_wanted.Values.Select(wanted => (wanted.Registration, wanted.Place)), _faults);
    }

    /// <summary>Holds the document against what is stored.</summary>
    /// <param name="stored">All that is stored.</param>
    /// <param name="replaces">Whether what the document does not have is deleted.</param>
    public void Compare(IReadOnlyList<Registration> stored, bool replaces)
    {
        foreach (var registration in stored)
        {
            if (_wanted.TryGetValue(registration.Id, out var wanted))
                CompareOne(registration, wanted.Registration, wanted.Place, wanted.Version);
            else if (replaces)
                Deleted.Add(registration);
        }

        var known = stored.Select(registration => registration.Id).ToHashSet(StringComparer.Ordinal);
        Created.AddRange(_wanted.Values.Select(wanted => wanted.Registration).Where(registration => !known.Contains(registration.Id)));
        if (!replaces)
            CompareOthers(stored.Where(registration => !_wanted.ContainsKey(registration.Id)).ToArray());
    }

    private void ReadOne(JsonElement entry, string place, Action<Registration> checkSize)
    {
        var reader = new RegistrationReader(entry);
        var registration = reader.Read();
        foreach (var fault in reader.Faults)
            _faults.Add(place + fault.Pointer, fault.Message);
        if (reader.Faults.Count > 0)
            return;
        if (_wanted.TryGetValue(registration.Id, out var other))
        {
            _faults.Add(place, $"has the type and name of {other.Place}");
            return;
        }

        try
        {
            checkSize(registration);
        }
        catch (RegistrationTooLargeException exception)
        {
            _faults.Add(place, exception.Message);
        }

        _wanted[registration.Id] = (registration, place, reader.Version);
    }

    private void CompareOne(Registration stored, Registration wanted, string place, long? version)
    {
        if (version is { } made && made != stored.Version)
            _conflicts.Add($"{place}/version", $"{stored.Id} has the version {stored.Version} by now; leave the version out to replace it whatever it is");
        else if (RegistrationContent.Same(stored, wanted))
            Unchanged.Add(stored.Id);
        else
            Updated.Add((stored, wanted));
    }

    // What stays beside the document must not have its names, under whatever id, nor what it claims.
    private void CompareOthers(Registration[] others)
    {
        foreach (var (registration, place, _) in _wanted.Values)
        {
            if (Array.Find(others, other => other.Type == registration.Type && other.Name == registration.Name) is { } namesake)
                _conflicts.Add($"{place}/name", $"is that of {namesake.Id} already, which another program wrote; delete that first");
        }

        CheckClaims(
            others.Select(other => (other, other.Id)).Concat(_wanted.Values.Select(wanted => (wanted.Registration, wanted.Place))), _conflicts);
    }

    private static void CheckClaims(IEnumerable<(Registration Registration, string Place)> registrations, RegistrationFaults faults)
    {
        var holders = new Dictionary<RegistrationClaim, string>();
        foreach (var (registration, place) in registrations)
        {
            foreach (var claim in RegistrationClaim.Of(registration))
            {
                if (!holders.TryAdd(claim, place))
                {
                    var fault = claim.TakenBy(holders[claim], place);
                    faults.Add(fault.Pointer, fault.Message);
                }
            }
        }
    }
}
