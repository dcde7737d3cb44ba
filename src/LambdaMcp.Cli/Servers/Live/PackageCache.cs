using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LambdaMcp.Cli.Deployment;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Files;
using LambdaMcp.Cli.Servers.Generation;
using LambdaMcp.Cli.Servers.Packages;

namespace LambdaMcp.Cli.Servers.Live;

/// <summary>Folders with servers' packages, as this machine needs them. What is pinned is installed once and kept.</summary>
/// <param name="context">The world.</param>
/// <param name="given">A folder that has the packages already, or one of each server's id; null: the user's cache.</param>
internal sealed class PackageCache(CliContext context, string? given)
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    private readonly Programs _programs = new(context);

    /// <summary>The folder in which a server starts.</summary>
    /// <exception cref="ServerUnavailableException">Its runtime is not here, or its packages cannot be had.</exception>
    public async Task<string> FolderAsync(Server server, CancellationToken cancellationToken)
    {
        if (server.Unavailable is { } reason)
            throw new ServerUnavailableException(reason);
        CheckRuntime(server);
        // Of a server that is nothing but files of one's own, no packages are anywhere.
        if (given is not null && server.Packages.Count + server.Binaries.Count > 0)
            return Directory.Exists(Path.Combine(given, server.Id)) ? Path.Combine(given, server.Id) : given;

        var folder = Path.Combine(Root(), OutputFile.DigestOf(Encoding.UTF8.GetBytes(await KeyAsync(server, cancellationToken)))[..32]);
        if (Directory.Exists(folder))
            return WithOwnFiles(server, folder);
        Directory.CreateDirectory(Root());
        // Another one of this command may be at it too: whoever is ready first gives his.
        var fresh = Path.Combine(Root(), $"{Path.GetFileName(folder)}.{Guid.NewGuid():n}");
        Directory.CreateDirectory(fresh);
        try
        {
            if (server.Packages.Count + server.Binaries.Count > 0)
                await context.Errors.WriteLineAsync($"{server.Id}: installing its packages…");
            await InstallAsync(server, fresh, cancellationToken);
            if (!Directory.Exists(folder))
                Directory.Move(fresh, folder);
            return WithOwnFiles(server, folder);
        }
        finally
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
        }
    }

    // Each time anew: they are what is being worked on.
    private static string WithOwnFiles(Server server, string folder)
    {
        foreach (var file in server.Files)
        {
            var (source, target) = (Path.Combine(server.Root, file), Path.Combine(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            foreach (var one in Directory.Exists(source) ? Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories) : [source])
            {
                var copy = Path.GetFullPath(Path.Combine(target, Path.GetRelativePath(source, one)));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(one, copy, overwrite: true);
            }
        }

        return folder;
    }

    private void CheckRuntime(Server server)
    {
        string[] needed = server.Runtime switch
        {
            ServerRuntime.Node => given is null ? ["node", "npm"] : ["node"],
            ServerRuntime.Python => ["python3"],
            _ => [],
        };
        foreach (var program in needed.Where(program => _programs.Find(program) is null))
            throw new ServerUnavailableException($"{program} is not on the PATH");
        var here = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";
        if (server.Binaries.Count > 0 && !(OperatingSystem.IsLinux() && here == server.Architecture))
            throw new ServerUnavailableException($"its program is for Linux on {server.Architecture}");
    }

    private async Task InstallAsync(Server server, string folder, CancellationToken cancellationToken)
    {
        if (server.Packages.Count > 0 && server.Runtime == ServerRuntime.Node)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), JsonText.Of(NodePackages.Manifest(server.Packages), indented: true), cancellationToken);
            await RunAsync("npm", NodePackages.InstallArguments, folder, cancellationToken);
        }
        else if (server.Packages.Count > 0)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "requirements.txt"), PythonPackages.Requirements(server.Packages), cancellationToken);
            await RunAsync("python3", ["-m", "pip", "install", "--disable-pip-version-check", "--requirement", "requirements.txt", "--target", "."], folder, cancellationToken);
        }

        foreach (var binary in server.Binaries)
            await DownloadAsync(binary, Path.GetFileName(server.Command), Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName, cancellationToken);
    }

    private async Task DownloadAsync(BinaryPackage binary, string command, string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, binary.FileName);
        try
        {
            using var http = new HttpClient { Timeout = InstallLimit };
            await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync(binary.Url, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ServerUnavailableException($"{binary.Url} cannot be had: {error.Message}", error);
        }

        var digest = OutputFile.DigestOf(await File.ReadAllBytesAsync(file, cancellationToken));
        if (digest != binary.Sha256)
            throw new FailedException($"{binary.Url} has the digest {digest}, and not the one of the file: it is not what was checked");
        if (binary.Unpacking is { } unpacking)
            await RunAsync(unpacking.Split(' ')[0], [unpacking.Split(' ')[1], binary.FileName], folder, cancellationToken);
        else if (binary.FileName != command)
            File.Move(file, Path.Combine(folder, command));
        var program = Path.Combine(folder, command);
        if (!OperatingSystem.IsWindows() && File.Exists(program))
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
    }

    private async Task RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InstallLimit);
        try
        {
            var path = _programs.Find(program) ?? throw new ServerUnavailableException($"{program} is not on the PATH");
            var (exitCode, output) = await Programs.AskAsync(path, arguments, folder, limit.Token);
            if (exitCode != 0)
                throw new ServerUnavailableException($"its packages cannot be had: {Reason(output)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServerUnavailableException($"its packages were not there after {InstallLimit.TotalMinutes:0} minutes");
        }
    }

    // npm begins with a code, and pip ends with what matters.
    private static string Reason(string output)
    {
        var lines = output.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).ToList();
        var line = lines.FirstOrDefault(line => line.StartsWith("npm error", StringComparison.Ordinal) && !line.StartsWith("npm error code", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? output;
        return SafeText.Line(line, 200).Trim();
    }

    private async Task<string> KeyAsync(Server server, CancellationToken cancellationToken)
    {
        var version = server.Runtime == ServerRuntime.Binary
            ? ""
            : (await Programs.AskAsync(_programs.Find(server.Runtime == ServerRuntime.Node ? "node" : "python3")!, ["--version"], null, cancellationToken)).Output;
        // What is not pinned is another one tomorrow.
        var day = server.Packages.Any(package => package.Version is null) ? context.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        string[] parts =
        [
            server.Runtime.ToString(), RuntimeInformation.RuntimeIdentifier, version, day,
            .. server.Packages.Select(package => package.Requirement), .. server.Binaries.Select(binary => binary.Sha256), server.Binaries.Count > 0 ? server.Command : "",
            .. server.Files.Count > 0 ? server.Files.Prepend(server.Root) : [],
        ];
        return JsonSerializer.Serialize(parts);
    }

    private string Root()
    {
        var cache = context.Setting("XDG_CACHE_HOME") ?? (OperatingSystem.IsWindows() ? context.Setting("LOCALAPPDATA") : null)
            ?? (context.Setting("HOME") is { } home ? Path.Combine(home, ".cache") : Path.GetTempPath());
        return Path.Combine(cache, "lambda-mcp", "servers");
    }
}
