namespace LambdaMcp.Protocol.Methods;

/// <summary>The methods of the endpoint by name.</summary>
internal sealed class MethodTable(IEnumerable<IMcpMethod> methods)
{
    private readonly Dictionary<string, IMcpMethod> _methods = methods.ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The method of this name, or null when the era has none.</summary>
    public IMcpMethod? Find(string name, Eras era) =>
        _methods.TryGetValue(name, out var method) && (method.Eras & era) != 0 ? method : null;
}
