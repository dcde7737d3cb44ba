using System.CommandLine;

namespace LambdaMcp.Cli.Output;

/// <summary>The option that every command has.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Answer in JSON." };
}
