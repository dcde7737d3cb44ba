namespace LambdaMcp.Cli.Config;

/// <summary>An MCP client, and how its configuration is written. Facts of October 2026, from the clients' own documentation.</summary>
/// <param name="Name">How it is named on the command line.</param>
/// <param name="Title">Its name.</param>
/// <param name="Place">Where the configuration goes.</param>
internal sealed record ClientKind(string Name, string Title, string Place)
{
    /// <summary>The member that servers stand in.</summary>
    public string Servers { get; init; } = "mcpServers";

    /// <summary>How a header names an environment variable; null where the file cannot.</summary>
    public Func<string, string>? Variable { get; init; }

    /// <summary>Whether a server's <c>type</c> is said.</summary>
    public bool HasTypes { get; init; } = true;

    /// <summary>Whether it reaches remote servers by a program only.</summary>
    public bool NeedsBridge { get; init; }

    /// <summary>Whether it asks for secrets itself (<c>inputs</c>).</summary>
    public bool HasInputs { get; init; }

    /// <summary>Whether it is started with the server on its command line.</summary>
    public bool IsCommand { get; init; }

    public static IReadOnlyList<ClientKind> All { get; } =
    [
        new("claude-desktop", "Claude Desktop", "claude_desktop_config.json (Settings, Developer, Edit Config; on macOS in ~/Library/Application Support/Claude, on Windows in %APPDATA%\\Claude). Restart Claude Desktop then.")
        {
            NeedsBridge = true, HasTypes = false,
        },
        new("claude-code", "Claude Code", ".mcp.json in the project's folder.") { Variable = static name => $"${{{name}}}" },
        new("vscode", "VS Code", ".vscode/mcp.json in the project's folder, or what the command 'MCP: Open User Configuration' opens.") { Servers = "servers", HasInputs = true },
        new("cursor", "Cursor", ".cursor/mcp.json in the project's folder, or ~/.cursor/mcp.json for all.") { Variable = static name => $"${{env:{name}}}", HasTypes = false },
        new("amazon-q", "Amazon Q Developer", "the agent's file in ~/.aws/amazonq/cli-agents (for an IDE ~/.aws/amazonq/agents/default.json), or .amazonq/mcp.json where agents have \"useLegacyMcpJson\": true.") { Variable = static name => $"${{env:{name}}}" },
        new("inspector", "MCP Inspector", "a shell.") { IsCommand = true },
    ];
}
