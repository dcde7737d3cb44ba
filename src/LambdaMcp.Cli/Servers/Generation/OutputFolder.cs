namespace LambdaMcp.Cli.Servers.Generation;

/// <summary>
/// A folder of generated files. The digests of what was written there lie beside them, as <c>sha256sum</c> writes them (JSON, of which some are, has no comments): a file that
/// has another digest was changed by hand.
/// </summary>
internal sealed class OutputFolder(string path)
{
    /// <summary>The file of the digests.</summary>
    public const string Digests = "generated.sha256";

    /// <summary>Writes the files, and removes those of the last time that are no more.</summary>
    /// <returns>The names of those that changed.</returns>
    /// <exception cref="FailedException">Some were changed by hand, and they are not to be lost; or the folder cannot be written to. Nothing was done then.</exception>
    public IReadOnlyList<string> Write(IReadOnlyList<OutputFile> files, bool force)
    {
        try
        {
            var known = Known();
            var gone = known.Keys.Except(files.Select(file => file.Name)).Where(name => File.Exists(At(name))).ToList();
            var edited = files.Select(file => file.Name).Concat(gone).Where(name => IsEdited(name, known, files)).ToList();
            if (edited.Count > 0 && !force)
            {
                throw new FailedException(
                    $"Nothing was written. In {path}, this was changed by hand, or is not of this command:\n{string.Join('\n', edited.Select(name => $"  {name}"))}\n" +
                    "Take the changes into the servers file, or lose them with --force.");
            }

            var changed = files.Where(file => !File.Exists(At(file.Name)) || DigestAt(file.Name) != file.Digest).ToList();
            foreach (var file in changed)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(At(file.Name))!);
                File.WriteAllBytes(At(file.Name), file.Content.Span);
            }

            gone.ForEach(Remove);
            File.WriteAllText(At(Digests), string.Concat(files.Select(file => $"{file.Digest}  {file.Name}\n")));
            return [.. changed.Select(file => file.Name), .. gone];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"The folder {path} cannot be written to: {error.Message}", innerException: error);
        }
    }

    private Dictionary<string, string> Known() => File.Exists(At(Digests))
        ? File.ReadLines(At(Digests)).Select(line => line.Split("  ", 2)).Where(parts => parts is [{ Length: 64 }, { Length: > 0 } name] && IsBelow(name)).ToDictionary(parts => parts[1], parts => parts[0])
        : [];

    private bool IsEdited(string name, Dictionary<string, string> known, IReadOnlyList<OutputFile> files) =>
        File.Exists(At(name)) && DigestAt(name) is var digest && digest != known.GetValueOrDefault(name) && digest != files.FirstOrDefault(file => file.Name == name)?.Digest;

    private string DigestAt(string name) => OutputFile.DigestOf(File.ReadAllBytes(At(name)));

    private void Remove(string name)
    {
        File.Delete(At(name));
        var folder = Path.GetDirectoryName(At(name))!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    // The list of digests may be anybody's: nothing outside is removed because it says so.
    private bool IsBelow(string name) => Path.GetFullPath(At(name)).StartsWith(Path.GetFullPath(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private string At(string name) => Path.Combine(path, name);
}
