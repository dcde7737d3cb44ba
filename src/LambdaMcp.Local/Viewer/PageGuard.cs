using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Local.Viewer;

/// <summary>
/// Keeps other sites' pages in the same browser out. Names that lead here by DNS rebinding are refused by the Host header; what shows or does
/// anything needs the key, which only the address has that whoever started the program was given, and which the page sends as a header that no
/// form and no image of another site can send.
/// </summary>
internal sealed class PageGuard
{
    /// <summary>The header with the key.</summary>
    public const string KeyHeader = "X-Page-Key";

    private readonly byte[] _key;

    public PageGuard()
    {
        Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _key = Encoding.ASCII.GetBytes(Key);
    }

    public string Key { get; }

    /// <summary>Whether a request names this machine, and comes from no other site.</summary>
    public static bool IsHere(HttpRequest request)
    {
        var own = request.HttpContext.Connection.LocalPort;
        return request.Host.Port == own && request.Host.Host is "127.0.0.1" or "localhost"
            && IsOwn(request.Headers.Origin, request.Host.Value!) && IsSame(request.Headers["Sec-Fetch-Site"], request.Path);
    }

    /// <summary>Whether it has the key.</summary>
    public bool HasKey(HttpRequest request) =>
        request.Headers[KeyHeader] is [{ } sent] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), _key);

    private static bool IsOwn(string? origin, string host) => origin is null || origin == $"http://{host}";

    // A link on another site may open the page itself: that shows nothing without the key.
    private static bool IsSame(string? site, PathString path) => site is null or "same-origin" or "none" || path == "/";
}
