using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>Reads a servers file: a map of ids to servers.</summary>
internal static partial class ServerFileReader
{
    // The registration's prefix is the id and an underscore, which takes 32 letters; AgentCore's target names take single hyphens.
    private const int LongestId = 31;

    /// <param name="path">The file.</param>
    /// <param name="allowsUnpinned">Whether packages may come without a version.</param>
    /// <exception cref="FailedException">It cannot be read, or something in it is wrong: all of it, each with its line.</exception>
    public static ServerFile Read(string path, bool allowsUnpinned)
    {
        var root = Load(path, Text(path));
        var faults = new Faults(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var (servers, names) = (new List<Server>(), new Dictionary<string, string>());
        foreach (var (key, value) in root)
        {
            var id = (key as YamlScalarNode)?.Value ?? "";
            if (!Id().IsMatch(id) || id.Length > LongestId)
            {
                faults.Add(key, $"'{id}' is no id of a server: write at most {LongestId} of a-z, 0-9 and single hyphens between them, beginning with a letter");
                continue;
            }

            if (!names.TryAdd(Server.LogicalNameOf(id), id))
                faults.Add(key, $"'{id}' and '{names[Server.LogicalNameOf(id)]}' have the same name in a template: rename one of them");
            if (value is YamlMappingNode map)
                servers.Add(new ServerReader(map, id, folder, allowsUnpinned, faults).Read());
            else
                faults.Add(value, $"the server '{id}' must be a map with command, args and so on");
        }

        faults.Throw();
        return servers.Count > 0 ? new(path, servers) : throw new FailedException($"{path}:1: there is no server in it. Write an id, and below it description, command and args.");
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FailedException.BadUsage($"The file '{path}' cannot be read: {error.Message} Name another with --file.");
        }
    }

    private static YamlMappingNode Load(string path, string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException error)
        {
            throw new FailedException($"{path}:{error.Start.Line}: {(error.InnerException?.Message ?? error.Message).TrimEnd('.')}.", innerException: error);
        }
        catch (InvalidOperationException error)
        {
            // The parser gives up so where brackets do not match.
            throw new FailedException($"{path}:{parser.Current?.End.Line ?? 1}: this is not YAML: brackets may not match here.", innerException: error);
        }

        return stream.Documents.Count switch
        {
            0 => throw new FailedException($"{path}:1: the file is empty. Write an id, and below it description, command and args."),
            1 when stream.Documents[0].RootNode is YamlMappingNode map => map,
            1 => throw new FailedException($"{path}:1: the file must be a map of ids to servers."),
            _ => throw new FailedException($"{path}:{stream.Documents[1].RootNode.Start.Line}: the file must be one document: remove the line of hyphens."),
        };
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Id();
}
