using System.Text.Json;
using LambdaMcp.Auth.Jwt.Reading;

namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>Reads a JSON Web Key Set (RFC 7517). A key of no use here is passed over, as the RFC wants it; a broken set is a fault.</summary>
internal static class KeySetReader
{
    private const int MostKeys = 100;
    private const int LongestId = 1024;

    /// <exception cref="IssuerUnavailableException">This is no key set.</exception>
    public static KeySet Read(ReadOnlyMemory<byte> json)
    {
        using var document = StrictJson.ParseObject(json) ?? throw new IssuerUnavailableException("Its key set is no JSON object.");
        if (!document.RootElement.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new IssuerUnavailableException("Its key set has no list of keys.");
        if (list.GetArrayLength() > MostKeys)
            throw new IssuerUnavailableException($"Its key set has more than {MostKeys} keys.");
        var keys = new List<VerificationKey>();
        foreach (var element in list.EnumerateArray())
        {
            if (ReadKey(element) is { } key)
                keys.Add(key);
        }

        return new(keys);
    }

    private static VerificationKey? ReadKey(JsonElement key)
    {
        // A key that shows its private half is anybody's.
        if (key.ValueKind != JsonValueKind.Object || key.TryGetProperty("d", out _) || !IsForSignatures(key))
            return null;
        if (!TryText(key, "kid", out var id) || id is { Length: 0 or > LongestId } || !TryText(key, "alg", out var algorithm) || !TryText(key, "kty", out var kind))
            return null;
        return kind switch
        {
            "RSA" when Bytes(key, "n") is { } modulus && Bytes(key, "e") is { } exponent => RsaKey.Import(id, algorithm, modulus, exponent),
            "EC" when TryText(key, "crv", out var curve) && curve is not null && Bytes(key, "x") is { } x && Bytes(key, "y") is { } y =>
                EllipticKey.Import(id, algorithm, curve, x, y),
            _ => null,
        };
    }

    private static bool IsForSignatures(JsonElement key)
    {
        if (key.TryGetProperty("use", out var use) && !(use.ValueKind == JsonValueKind.String && use.ValueEquals("sig"u8)))
            return false;
        if (!key.TryGetProperty("key_ops", out var operations))
            return true;
        return operations.ValueKind == JsonValueKind.Array
            && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"u8));
    }

    private static bool TryText(JsonElement key, string name, out string? text)
    {
        text = null;
        if (!key.TryGetProperty(name, out var value))
            return true;
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static byte[]? Bytes(JsonElement key, string name) => TryText(key, name, out var text) && text is not null ? Base64Url.Decode(text) : null;
}
