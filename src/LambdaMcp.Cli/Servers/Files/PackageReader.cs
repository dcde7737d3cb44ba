using System.Text.RegularExpressions;
using LambdaMcp.Cli.Servers.Packages;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Cli.Servers.Files;

/// <summary>Finds out what a server's program is, and the packages that it is in: from the file, or from its command.</summary>
internal sealed partial class PackageReader(Members members, bool allowsUnpinned, Faults faults)
{
    private const string BinaryExample = "packages: [{ url: https://…, sha256: … }]";

    public Server Read(Server server)
    {
        var command = Path.GetFileName(server.Command);
        if (command is "docker" or "podman" or "finch" && server.Unavailable is null)
        {
            faults.Add(members.Place("command"), $"{command} does not run on Lambda: give the server's program itself, as {BinaryExample} and with its name as command, or say why it cannot be had, as unavailable: REASON");
            return server;
        }

        var runtime = RuntimeOf(command);
        var (written, binaries) = Written();
        if (server.Unavailable is not null && runtime is null)
            return server;
        if (runtime is null)
        {
            faults.Add(members.Place("command"), written.Count > 0
                ? $"it is not known what '{server.Command}' is: write runtime: node or python"
                : $"it is not known what '{server.Command}' is: write runtime: node or python and its packages or files, {BinaryExample} for a program, or runtime: binary and its files");
            return server;
        }

        var found = runtime == ServerRuntime.Binary ? [] : Found(command, server.Args);
        var packages = runtime == ServerRuntime.Binary ? [] : found.Concat(written).Select(package => Package(runtime.Value, package)).OfType<RegistryPackage>().ToList();
        if (runtime == ServerRuntime.Binary && written.Count > 0)
            faults.Add(written[0].Place, $"a package of a binary server is a map: write {BinaryExample}");
        if (server.Unavailable is null && packages.Count == 0 && binaries.Count == 0 && server.Files.Count == 0 && faults.IsEmpty)
            faults.Add(members.Map, $"it is not said where its program is: write files: [{OwnFileExample(server, runtime.Value)}] for one of your own beside this file, or {PackagesExample(runtime.Value)}");
        var fitting = binaries.Where(binary => binary.Architecture is null || binary.Architecture == server.Architecture).ToList();
        if (binaries.Count > 0 && fitting.Count == 0)
            faults.Add(members.Place("packages"), $"no package is for {server.Architecture}: give one, or another architecture");
        return server with { Runtime = runtime.Value, Packages = [.. packages.DistinctBy(package => package.Name)], Binaries = fitting };
    }

    private static string OwnFileExample(Server server, ServerRuntime runtime) =>
        server.Args.FirstOrDefault(static argument => Script().IsMatch(argument)) ?? runtime switch { ServerRuntime.Node => "server.js", ServerRuntime.Python => "server.py", _ => "bin/server" };

    private static string PackagesExample(ServerRuntime runtime) => runtime switch { ServerRuntime.Node => "packages: [name@1.2.3]", ServerRuntime.Python => "packages: [name==1.2.3]", _ => BinaryExample };

    private ServerRuntime? RuntimeOf(string command)
    {
        ServerRuntime? found = command switch
        {
            "npx" or "node" => ServerRuntime.Node,
            "uvx" => ServerRuntime.Python,
            "uv" when members.Texts("args") is ["tool", "run", ..] => ServerRuntime.Python,
            _ when Interpreter().IsMatch(command) => ServerRuntime.Python,
            _ => null,
        };
        var given = members.OneOf("runtime", ["node", "python", "binary"]) switch { "node" => ServerRuntime.Node, "python" => ServerRuntime.Python, "binary" => (ServerRuntime?)ServerRuntime.Binary, _ => null };
        if (given is not null && found is not null && given != found)
            faults.Add(members.Place("runtime"), $"runtime does not fit the command {command}: leave it out");
        return given ?? found ?? (members.List("packages").Any(package => package is YamlMappingNode) && members.List("packages").All(package => package is YamlMappingNode) ? ServerRuntime.Binary : null);
    }

    private IReadOnlyList<(string Text, YamlNode Place)> Found(string command, IReadOnlyList<string> args)
    {
        string? fault = null;
        var runner = command switch { "npx" => PackageRunner.Npx(args, out fault), "uvx" => PackageRunner.Uvx(args, out fault), "uv" => PackageRunner.Uvx([.. args.Skip(2)], out fault), _ => null };
        var place = members.Place("args");
        if (fault is not null)
            faults.Add(place, fault);
        return [.. (runner?.Packages ?? []).Select(package => (package, place is YamlSequenceNode list ? list.FirstOrDefault(item => item is YamlScalarNode { Value: { } text } && text.EndsWith(package, StringComparison.Ordinal)) ?? place : place))];
    }

    private (IReadOnlyList<(string Text, YamlNode Place)> Registry, IReadOnlyList<BinaryPackage> Binaries) Written()
    {
        var (registry, binaries) = (new List<(string, YamlNode)>(), new List<BinaryPackage>());
        foreach (var item in members.List("packages"))
        {
            if (item is YamlMappingNode map && Binary(map) is { } binary)
                binaries.Add(binary);
            else if (item is YamlScalarNode { Value: { Length: > 0 } text })
                registry.Add((text, item));
            else if (item is not YamlMappingNode)
                faults.Add(item, "a package is a text such as name@1.2.3, or a map of url and sha256");
        }

        return (registry, binaries);
    }

    private RegistryPackage? Package(ServerRuntime runtime, (string Text, YamlNode Place) written)
    {
        string? fault;
        var package = runtime == ServerRuntime.Node ? PackageName.Npm(written.Text, out fault) : PackageName.Python(written.Text, out fault);
        if (fault is not null)
            faults.Add(written.Place, fault);
        else if (package is { Version: null } && !allowsUnpinned)
            faults.Add(written.Place, PackageName.Unpinned(package, runtime == ServerRuntime.Node || members.Text("command") is "uvx" or "uv" ? "@" : "=="));
        return package;
    }

    private BinaryPackage? Binary(YamlMappingNode map)
    {
        var package = new Members(map, "a binary package", ["url", "sha256", "architecture"], faults);
        var (url, digest) = (package.Required("url", "https://…"), package.Required("sha256", "the digest of what is downloaded"));
        var architecture = package.OneOf("architecture", ["x86_64", "arm64"]);
        if (digest.Length > 0 && !Digest().IsMatch(digest))
            faults.Add(package.Place("sha256"), "sha256 must be 64 small hexadecimal digits, as sha256sum prints them");
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && FileName().IsMatch(address.Segments[^1]))
            return new(address, digest, architecture);
        if (url.Length > 0)
            faults.Add(package.Place("url"), $"'{url}' is no place of a file: write a URL that begins with https:// and ends with the file's name");
        return null;
    }

    [GeneratedRegex(@"^python(3(\.\d+)?)?$")]
    private static partial Regex Interpreter();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_./-]*\.(py|[cm]?js)$")]
    private static partial Regex Script();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex FileName();
}
