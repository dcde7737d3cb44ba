using System.CommandLine;

namespace LambdaMcp.Cli.Help;

/// <summary>A command whose help shows examples.</summary>
internal sealed class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>Lines as they are typed.</summary>
    public string Examples => examples;
}
