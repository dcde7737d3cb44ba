using System.Collections.Concurrent;

namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>A public key of an issuer's.</summary>
internal abstract class VerificationKey(string? id, string? algorithm)
{
    /// <summary>The key's <c>kid</c>; null when it has none.</summary>
    public string? Id => id;

    /// <summary>Whether signatures of the algorithm can be this key's: its kind fits, and it is not kept for another one.</summary>
    public bool Fits(SignatureAlgorithm wanted) => (algorithm is null || algorithm == wanted.Name) && IsOfKind(wanted);

    /// <summary>Whether this is the signature of <paramref name="content"/>. Only for an algorithm that fits.</summary>
    public abstract bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm);

    protected abstract bool IsOfKind(SignatureAlgorithm algorithm);

    /// <summary>An imported key and those that requests at the same time needed beside it: one object must not be used by two threads.</summary>
    protected sealed class Imports<T>(T first, Func<T> import)
        where T : IDisposable
    {
        private readonly ConcurrentBag<T> _idle = [first];

        public T Take() => _idle.TryTake(out var key) ? key : import();

        public void Return(T key) => _idle.Add(key);
    }
}
