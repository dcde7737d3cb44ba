using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>A port for each function URL, taken when a template first asks for its address: other functions' variables may name it.</summary>
internal sealed class FunctionUrlPorts : IDisposable
{
    private readonly Dictionary<(string Stack, string LogicalId), ReservedPort> _ports = [];

    /// <summary>The address of a function URL, with a slash at its end.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="logicalId">The logical id of the URL.</param>
    public string Address(string stack, string logicalId)
    {
        if (!_ports.TryGetValue((stack, logicalId), out var port))
            _ports[(stack, logicalId)] = port = ReservedPort.Take(0);
        return port.Url + "/";
    }

    /// <summary>The port of an address that was given.</summary>
    public ReservedPort Find(string address) => _ports.Values.First(port => port.Url + "/" == address);

    public void Dispose()
    {
        foreach (var port in _ports.Values)
            port.Dispose();
    }
}
