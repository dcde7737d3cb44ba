using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>Reads one server of a servers file.</summary>
internal sealed partial class ServerReader
{
    private const int MostLayers = 4;

    private static readonly string[] Known =
    [
        "name", "description", "command", "args", "env", "timeout", "memory", "runtime", "packages", "files", "architecture", "layers", "secrets", "policies", "verify", "unavailable", "prefix", "url",
    ];

    private readonly Members _members;
    private readonly string _id;
    private readonly string _root;
    private readonly bool _allowsUnpinned;
    private readonly Faults _faults;

    public ServerReader(YamlMappingNode map, string id, string root, bool allowsUnpinned, Faults faults) =>
        (_members, _id, _root, _allowsUnpinned, _faults) = (new(map, "a server", Known, faults), id, root, allowsUnpinned, faults);

    /// <summary>The server; where something is wrong with it, what is not.</summary>
    public Server Read()
    {
        var description = _members.Required("description", "what it is for");
        if (description.Length > Server.LongestDescription)
            _faults.Add(_members.Place("description"), $"the description has {description.Length} characters: Lambda takes {Server.LongestDescription}");
        var command = _members.Required("command", "what starts it, such as npx or uvx");
        var server = new Server
        {
            Id = _id,
            Name = _members.Text("name") ?? _id,
            Description = description.Trim(),
            Command = command,
            Args = _members.Texts("args"),
            Env = _members.TextMap("env"),
            TimeoutSeconds = _members.Integer("timeout", 1, 900, "seconds") ?? 60,
            Memory = _members.Integer("memory", 128, 10240, "MB") ?? 1024,
            Architecture = _members.OneOf("architecture", ["x86_64", "arm64"]) ?? "x86_64",
            Files = Files(),
            Root = _root,
            Layers = Layers(),
            Secrets = Secrets(),
            Unavailable = _members.Text("unavailable"),
            Prefix = Prefix(),
            HasUrl = _members.OneOf("url", ["AWS_IAM"]) is not null,
            Trial = Trial(),
        };
        server = new PolicyReader(_members, _faults).Read(server);
        return command.Length == 0 ? server : new PackageReader(_members, _allowsUnpinned, _faults).Read(server);
    }

    private List<string> Files()
    {
        var files = _members.Texts("files").Select(static file => file.TrimEnd('/')).ToList();
        foreach (var file in files)
        {
            if (!OwnFile().IsMatch(file) || file.Split('/').Any(static part => part is "." or ".."))
                _faults.Add(_members.Place("files"), $"'{file}' in files is no path below the folder of this file: write names of letters, digits and ._@+-, with slashes between them");
            else if (file == "mcp-server.json")
                _faults.Add(_members.Place("files"), "mcp-server.json in files is in the way: the function's package has one that is made of this entry");
            else if (!Path.Exists(Path.Combine(_root, file)))
                _faults.Add(_members.Place("files"), $"there is no {file} in the folder of this file");
        }

        return files;
    }

    private IReadOnlyList<string> Layers()
    {
        var layers = _members.Texts("layers");
        foreach (var layer in layers.Where(layer => !LayerArn().IsMatch(layer)))
            _faults.Add(_members.Place("layers"), $"'{layer}' is no version of a layer: write arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION");
        if (layers.Count > MostLayers)
            _faults.Add(_members.Place("layers"), $"{layers.Count} layers are too many: Lambda takes five, and the bridge is one of them");
        return layers;
    }

    private IReadOnlyDictionary<string, string> Secrets()
    {
        var secrets = _members.TextMap("secrets");
        foreach (var (variable, arn) in secrets.Where(secret => !SecretArn().IsMatch(secret.Value)))
        {
            _faults.Add(_members.Place("secrets"), $"'{arn}' of {variable} is no ARN of one secret: write arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX or " +
                "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME; ${AWS::Partition}, ${AWS::Region} and ${AWS::AccountId} may stand in it");
        }

        foreach (var variable in secrets.Keys.Where(_members.TextMap("env").ContainsKey))
            _faults.Add(_members.Place("secrets"), $"{variable} is in env and in secrets: keep one of them");
        return secrets;
    }

    private string? Prefix()
    {
        if (_members.Text("prefix") is not { } prefix || PrefixPattern().IsMatch(prefix))
            return _members.Text("prefix");
        _faults.Add(_members.Place("prefix"), $"prefix is '{prefix}': write at most 32 letters, digits, underscores, dots and hyphens");
        return null;
    }

    private ServerTrial? Trial()
    {
        if (_members.MapOf("verify") is not { } map)
            return null;
        var trial = new Members(map, "verify", ["tool", "arguments", "credentials"], _faults);
        if (trial.Has("arguments") && !trial.Has("tool"))
            _faults.Add(map, "verify has arguments and no tool: write tool: the name of the tool that is called with them");
        return new(trial.Text("tool"), trial.MapOf("arguments") is { } arguments ? YamlJson.Of(arguments) : [], trial.Flag("credentials"));
    }

    // Pseudo parameters are what a template knows of where it is deployed. A pattern would open more than one secret.
    [GeneratedRegex(@"^arn:([a-z-]+|\$\{AWS::Partition\}):(secretsmanager:([a-z0-9-]+|\$\{AWS::Region\}):(\d{12}|\$\{AWS::AccountId\}):secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}|ssm:([a-z0-9-]+|\$\{AWS::Region\}):(\d{12}|\$\{AWS::AccountId\}):parameter/[A-Za-z0-9_./-]+)$")]
    private static partial Regex SecretArn();

    [GeneratedRegex(@"^arn:([a-z-]+|\$\{AWS::Partition\}):lambda:([a-z0-9-]+|\$\{AWS::Region\}):(\d{12}|\$\{AWS::AccountId\}):layer:[A-Za-z0-9_-]+:\d+$")]
    private static partial Regex LayerArn();

    // They become words of a Makefile.
    [GeneratedRegex("^[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*(/[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*)*$")]
    private static partial Regex OwnFile();

    [GeneratedRegex("^[A-Za-z0-9_.-]{0,32}$")]
    private static partial Regex PrefixPattern();
}
