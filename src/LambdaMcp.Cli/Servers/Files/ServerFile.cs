namespace LambdaMcp.Cli.Servers.Files;

/// <summary>A servers file that was read and found good.</summary>
/// <param name="Path">Where it lies, as it was named.</param>
/// <param name="Servers">The servers, as they come.</param>
internal sealed record ServerFile(string Path, IReadOnlyList<Server> Servers)
{
    /// <summary>Those that are asked for by id; all where none is.</summary>
    /// <exception cref="FailedException">There is none of such an id.</exception>
    public IReadOnlyList<Server> Choose(IReadOnlyCollection<string> ids)
    {
        foreach (var id in ids.Where(id => Servers.All(server => server.Id != id)))
        {
            var known = Servers.Select(server => server.Id).ToList();
            var alike = Output.Likeness.Of(known, id);
            throw FailedException.BadUsage($"{Path} has no server '{id}'. {(alike.Count > 0 ? $"Do you mean {string.Join(" or ", alike)}?" : $"It has {string.Join(", ", known)}.")}");
        }

        return ids.Count == 0 ? Servers : [.. Servers.Where(server => ids.Contains(server.Id))];
    }
}
