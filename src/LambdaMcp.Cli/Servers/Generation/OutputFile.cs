using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Cli.Servers.Generation;

/// <summary>A file that is generated.</summary>
/// <param name="Name">Its path below the output folder, with slashes.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record OutputFile(string Name, ReadOnlyMemory<byte> Content)
{
    public string Digest => DigestOf(Content.Span);

    public static OutputFile Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
