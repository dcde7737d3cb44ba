using System.CommandLine;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Cli.Tokens;

/// <summary>How a command is told which token is meant: by its id, by its name, or, of one that leaked, by itself.</summary>
internal static class TokenName
{
    public static Argument<string> Argument() => new("ID|NAME") { Description = "The token's id or name." };

    /// <summary>All that are meant, the newest first.</summary>
    /// <exception cref="FailedException">There are none.</exception>
    public static async Task<IReadOnlyList<TokenEntry>> FindAsync(TokenTable table, string text, CancellationToken cancellationToken)
    {
        var id = StoredTokenText.TryReadId(text, out var found) ? found : text;
        if (StoredTokenText.IsId(id) && await table.FindAsync(id, cancellationToken) is { } entry)
            return [entry];
        var entries = (await table.ListAsync(cancellationToken)).Where(entry => entry.Id == id || entry.Token?.Principal.Name == id).ToList();
        return entries.Count > 0
            ? entries
            : throw new FailedException($"The table {table.Name} has no token '{id}'. lambda-mcp token list shows what it has.");
    }
}
