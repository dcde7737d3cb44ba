using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Aws.Sealing;

/// <summary>
/// Sealing keys as people write them: a text, which is one key, or a JSON array of texts, newest first. To change the key without
/// breaking what clients hold, append the new text, and put it first when every instance has read it (15 minutes).
/// </summary>
public static class SealingKeyText
{
    private const int Shortest = 16;

    /// <summary>The keys, newest first: the SHA-256 of each text, without the white space around it.</summary>
    /// <param name="text">The text; it must be hard to guess, for instance 32 random characters.</param>
    /// <exception cref="FormatException">There is no key, or one is shorter than 16 characters. The message holds nothing of the text.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        string[] texts = trimmed.StartsWith('[') ? List(trimmed) : [trimmed];
        if (texts.Length == 0)
            throw new FormatException("The list of sealing keys is empty. Give at least one text.");
        for (var at = 0; at < texts.Length; at++)
        {
            if (texts[at].Length < Shortest)
                throw new FormatException($"Sealing key {at + 1} has {texts[at].Length} characters. Use at least {Shortest}, and random ones.");
        }

        return [.. texts.Select(static one => (ReadOnlyMemory<byte>)SHA256.HashData(Encoding.UTF8.GetBytes(one)))];
    }

    private static string[] List(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select(static one => one.GetString()?.Trim() ?? "")];
        }
        // The exceptions' own messages may quote the text.
        catch (JsonException)
        {
            throw Unreadable();
        }
        catch (InvalidOperationException)
        {
            throw Unreadable();
        }
    }

    private static FormatException Unreadable() =>
        new("The sealing keys begin like a JSON array and are not a JSON array of texts.");
}
