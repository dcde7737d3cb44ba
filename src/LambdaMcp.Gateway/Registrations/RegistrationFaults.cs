namespace LambdaMcp.Gateway.Registrations;

/// <summary>Collects what is wrong with a registration.</summary>
internal sealed class RegistrationFaults
{
    private readonly List<RegistrationFault> _faults = [];

    public IReadOnlyList<RegistrationFault> All => _faults;

    public bool Any => _faults.Count > 0;

    public void Add(string pointer, string message)
    {
        var fault = new RegistrationFault(pointer, message);
        if (!_faults.Contains(fault))
            _faults.Add(fault);
    }
}
