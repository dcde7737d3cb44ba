namespace EndToEnd.StdioServers;

/// <summary>A server of npm: the function that it is, and how it is started without one.</summary>
/// <param name="Prefix">The name of the target that it is registered as.</param>
/// <param name="Package">Its package.</param>
/// <param name="Arguments">What comes behind the program.</param>
/// <param name="Variables">Its environment.</param>
internal sealed record StdioServer(string Prefix, string Package, string[] Arguments, Dictionary<string, string?> Variables)
{
    public string Function => $"private-stdio-{Prefix}";

    public string Program => Path.Combine(Require.NodePackage(Package), Package, "dist", "index.js");
}
