using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>What is wrong with a file, each with its place.</summary>
internal sealed class Faults(string file)
{
    private readonly List<(long Line, string Message)> _all = [];

    public bool IsEmpty => _all.Count == 0;

    public void Add(YamlNode place, string message) => _all.Add((place.Start.Line, message));

    /// <exception cref="FailedException">Something is wrong.</exception>
    public void Throw()
    {
        if (_all.Count > 0)
            throw new FailedException(string.Join('\n', _all.OrderBy(fault => fault.Line).Select(fault => $"{file}:{fault.Line}: {fault.Message}.")));
    }
}
