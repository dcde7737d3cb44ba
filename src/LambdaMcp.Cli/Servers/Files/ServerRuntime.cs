namespace LambdaMcp.Cli.Servers.Files;

/// <summary>What a server's program is.</summary>
internal enum ServerRuntime
{
    /// <summary>JavaScript.</summary>
    Node,

    /// <summary>Python.</summary>
    Python,

    /// <summary>A program for Linux.</summary>
    Binary,
}
