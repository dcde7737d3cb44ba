using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>
/// Signs (HMAC-SHA-256) and seals (AES-256-GCM) what clients keep for the endpoint. Each purpose has a key of its own, derived by HKDF,
/// so that what was made for one cannot serve another.
/// </summary>
internal sealed class Sealer(ISealingKeys keys)
{
    private const int KeySize = 32;
    private const int KeyIdSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Text that only <see cref="OpenAsync"/> with the same <paramref name="bound"/> can read.</summary>
    public async ValueTask<string> SealAsync(string purpose, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> bound, CancellationToken cancellationToken)
    {
        var key = Derive((await keys.GetAsync(cancellationToken))[0], purpose);
        var output = new byte[KeyIdSize + NonceSize + TagSize + content.Length];
        IdOf(key, output.AsSpan(0, KeyIdSize));
        RandomNumberGenerator.Fill(output.AsSpan(KeyIdSize, NonceSize));
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(
            output.AsSpan(KeyIdSize, NonceSize), content.Span, output.AsSpan(KeyIdSize + NonceSize + TagSize),
            output.AsSpan(KeyIdSize + NonceSize, TagSize), bound.Span);
        return Base64Url.EncodeToString(output);
    }

    /// <summary>The content; null when the text was not sealed here, for this purpose and with what it is bound to.</summary>
    public async ValueTask<byte[]?> OpenAsync(string purpose, string text, ReadOnlyMemory<byte> bound, CancellationToken cancellationToken)
    {
        if (Decode(text) is not { Length: >= KeyIdSize + NonceSize + TagSize } input || await FindKeyAsync(purpose, input, cancellationToken) is not { } key)
            return null;

        var content = new byte[input.Length - KeyIdSize - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(
                input.AsSpan(KeyIdSize, NonceSize), input.AsSpan(KeyIdSize + NonceSize + TagSize),
                input.AsSpan(KeyIdSize + NonceSize, TagSize), content, bound.Span);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Text that anyone can read and nobody else can make.</summary>
    public async ValueTask<string> SignAsync(string purpose, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var key = Derive((await keys.GetAsync(cancellationToken))[0], purpose);
        var output = new byte[KeyIdSize + TagSize + content.Length];
        IdOf(key, output.AsSpan(0, KeyIdSize));
        content.Span.CopyTo(output.AsSpan(KeyIdSize + TagSize));
        TagOf(key, content.Span, output.AsSpan(KeyIdSize, TagSize));
        return Base64Url.EncodeToString(output);
    }

    /// <summary>The content; null when the text was not signed here for this purpose.</summary>
    public async ValueTask<byte[]?> VerifyAsync(string purpose, string text, CancellationToken cancellationToken)
    {
        if (Decode(text) is not { Length: >= KeyIdSize + TagSize } input || await FindKeyAsync(purpose, input, cancellationToken) is not { } key)
            return null;
        return IsSigned(key, input) ? input[(KeyIdSize + TagSize)..] : null;
    }

    /// <summary>What a signed text says, whoever signed it and for whatever; null when it is none.</summary>
    public static byte[]? ContentOf(string text) => Decode(text) is { Length: >= KeyIdSize + TagSize } input ? input[(KeyIdSize + TagSize)..] : null;

    private static bool IsSigned(byte[] key, byte[] input)
    {
        Span<byte> tag = stackalloc byte[TagSize];
        TagOf(key, input.AsSpan(KeyIdSize + TagSize), tag);
        return CryptographicOperations.FixedTimeEquals(tag, input.AsSpan(KeyIdSize, TagSize));
    }

    private async ValueTask<byte[]?> FindKeyAsync(string purpose, byte[] input, CancellationToken cancellationToken)
    {
        foreach (var candidate in await keys.GetAsync(cancellationToken))
        {
            var key = Derive(candidate, purpose);
            if (HasId(key, input))
                return key;
        }

        return null;
    }

    private static bool HasId(byte[] key, byte[] input)
    {
        Span<byte> id = stackalloc byte[KeyIdSize];
        IdOf(key, id);
        return input.AsSpan(0, KeyIdSize).SequenceEqual(id);
    }

    private static byte[] Derive(ReadOnlyMemory<byte> key, string purpose)
    {
        var derived = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Span, derived, salt: default, Encoding.UTF8.GetBytes("lambda-mcp " + purpose));
        return derived;
    }

    // Tells keys apart after a rotation, and nothing about them.
    private static void IdOf(byte[] key, Span<byte> id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, "key id"u8, hash);
        hash[..KeyIdSize].CopyTo(id);
    }

    private static void TagOf(byte[] key, ReadOnlySpan<byte> content, Span<byte> tag)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, hash);
        hash[..TagSize].CopyTo(tag);
    }

    private static byte[]? Decode(string text)
    {
        try
        {
            // Of all texts for the same bytes, only the one that was given counts: a session that was deleted must not come back under another.
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64Url.EncodeToString(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
