using System.Text;
using System.Text.Json;

namespace LambdaMcp.StdioClient.Launching;

/// <summary>An npm package that lies in a folder.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Name">Its name, with its scope.</param>
/// <param name="Version">Its version.</param>
/// <param name="Programs">Its programs: name to path, from <c>bin</c> of its package.json.</param>
internal sealed record NodePackage(string Folder, string Name, string? Version, IReadOnlyDictionary<string, string> Programs)
{
    private string ShortName => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <exception cref="ServerFailedException">Its package.json cannot be read.</exception>
    public static NodePackage Read(string folder, string name)
    {
        var file = Path.Combine(folder, "package.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var version = json.RootElement.TryGetProperty("version"u8, out var stated) && stated.ValueKind == JsonValueKind.String ? stated.GetString() : null;
            var package = new NodePackage(folder, name, version, new Dictionary<string, string>());
            return json.RootElement.TryGetProperty("bin"u8, out var bin) ? package with { Programs = package.ReadPrograms(bin) } : package;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ServerFailedException(ServerFailure.NotStarted, $"{file} cannot be read.", e);
        }
    }

    /// <summary>The file of a program; without a name by npx's rule: the only one, else the one that is named like the package.</summary>
    /// <exception cref="ServerFailedException">There is none, or it cannot be told which.</exception>
    public string Program(string? name)
    {
        var path = name is not null
            ? Programs.GetValueOrDefault(name)
            : Programs.Values.Distinct().ToArray() is [var only] ? only : Programs.GetValueOrDefault(ShortName);
        if (path is null)
        {
            throw NotStarted(Programs.Count == 0
                ? $"The npm package {Name} has no program."
                : $"Which program of the npm package {Name} to run is not clear: it has {string.Join(", ", Programs.Keys.Order(StringComparer.Ordinal))}.");
        }
        var file = Path.GetFullPath(path, Folder);
        return File.Exists(file) ? file : throw NotStarted($"The npm package {Name} names the program {file}, which does not exist.");
    }

    /// <summary>Whether a package's program is not for Node: a binary, or a script that names another interpreter.</summary>
    public static bool RunsByItself(string file)
    {
        Span<byte> start = stackalloc byte[128];
        using (var handle = File.OpenHandle(file))
            start = start[..RandomAccess.Read(handle, start, 0)];
        if (start.StartsWith("\u007fELF"u8))
            return true;
        var end = start.IndexOf((byte)'\n');
        return start.StartsWith("#!"u8) && !Encoding.UTF8.GetString(end < 0 ? start : start[..end]).Contains("node", StringComparison.Ordinal);
    }

    private Dictionary<string, string> ReadPrograms(JsonElement bin) => bin.ValueKind switch
    {
        JsonValueKind.String => new() { [ShortName] = bin.GetString()! },
        JsonValueKind.Object => bin.EnumerateObject()
            .Where(entry => entry.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
        _ => [],
    };

    private static ServerFailedException NotStarted(string message) => new(ServerFailure.NotStarted, message);
}
