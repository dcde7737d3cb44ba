using System.CommandLine;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers;

/// <summary>The options that say which servers are meant.</summary>
internal static class ServersOptions
{
    private static readonly Option<string> FilePath = new("--file", "-f") { Description = "The servers file.", HelpName = "PATH", DefaultValueFactory = static _ => "servers.yaml" };

    private static readonly Option<string[]> Only = new("--only") { Description = "Only the server of this id; may be given more than once.", HelpName = "ID" };

    private static readonly Option<bool> AllowUnpinned = new("--allow-unpinned") { Description = "Take packages without a version too: what is newest on the day is what runs then." };

    public static void AddTo(Command command, bool chooses)
    {
        command.Add(FilePath);
        if (chooses)
            command.Add(Only);
        command.Add(AllowUnpinned);
    }

    /// <exception cref="FailedException">The file cannot be read, or something in it is wrong.</exception>
    public static ServerFile Read(ParseResult parsed) => ServerFileReader.Read(parsed.GetValue(FilePath)!, parsed.GetValue(AllowUnpinned));

    /// <summary>The servers that are asked for; all where none is named.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IReadOnlyList<Server> Choose(ParseResult parsed) => Read(parsed).Choose(parsed.GetValue(Only) ?? []);
}
