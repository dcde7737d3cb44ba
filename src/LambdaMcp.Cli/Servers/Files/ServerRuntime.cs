namespace LambdaMcp.Cli.Servers.Files;

/// <summary>What a server's program is.</summary>
internal enum ServerRuntime
{
    /// <summary>JavaScript, from npm.</summary>
    Node,

    /// <summary>Python, from PyPI.</summary>
    Python,

    /// <summary>A program for Linux that is downloaded.</summary>
    Binary,
}
