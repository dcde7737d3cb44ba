using System.Buffers.Binary;

namespace LambdaMcp.Cli.Servers.Generation;

/// <summary>The stdio bridge that a template's functions share: a program that was published, or the project that is published when the template is built.</summary>
/// <param name="Path">The file of the program, or the folder of the project.</param>
/// <param name="Architecture">What the program runs on; null for a project, which is published for the machine that builds.</param>
internal sealed record Bridge(string Path, string? Architecture)
{
    private const string Project = "LambdaMcp.StdioBridge";

    // e_machine of an ELF file.
    private const int X8664 = 62;
    private const int Arm64 = 183;

    public bool IsProject => Architecture is null;

    /// <param name="given">What was given; null: the project, where this is its repository.</param>
    /// <exception cref="FailedException">There is none, or it is no program for Lambda.</exception>
    public static Bridge Find(string? given)
    {
        if (given is null)
            return new(Above() ?? throw FailedException.BadUsage($"The bridge is not to be found: this is not the repository with src/{Project}. Name the published file, or the folder of the project, with --bridge."), null);
        if (Directory.Exists(given))
            return File.Exists(System.IO.Path.Combine(given, $"{Project}.csproj")) ? new(given, null) : throw FailedException.BadUsage($"The folder '{given}' has no {Project}.csproj: it is not the bridge's project.");
        return new(given, ArchitectureOf(given));
    }

    private static string? Above()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var project = System.IO.Path.Combine(folder.FullName, "src", Project);
            if (File.Exists(System.IO.Path.Combine(project, $"{Project}.csproj")))
                return project;
        }

        return null;
    }

    private static string ArchitectureOf(string file)
    {
        var header = new byte[20];
        try
        {
            using var stream = File.OpenRead(file);
            stream.ReadExactly(header);
        }
        catch (EndOfStreamException)
        {
            // Too short for a program.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FailedException.BadUsage($"The bridge '{file}' cannot be read: {error.Message}");
        }

        if (!header.AsSpan().StartsWith("\u007fELF"u8))
            throw FailedException.BadUsage($"'{file}' is no program for Linux: --bridge takes the file bootstrap that publishing src/{Project} makes.");
        return BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18)) switch
        {
            X8664 => "x86_64",
            Arm64 => "arm64",
            var machine => throw FailedException.BadUsage($"'{file}' is a program for machine {machine}, which Lambda does not have: publish the bridge for linux-x64 or linux-arm64."),
        };
    }
}
