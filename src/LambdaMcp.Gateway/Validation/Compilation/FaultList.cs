namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>Collects what is wrong with a schema, up to a hundred faults.</summary>
internal sealed class FaultList
{
    private const int Most = 100;
    private readonly List<SchemaFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(string schemaPath, string message)
    {
        if (_faults.Count < Most)
            _faults.Add(new SchemaFault(schemaPath, message));
    }

    public JsonSchemaException ToException() => new(_faults);
}
