using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generated;

/// <summary>Reads members of JSON objects for generated code, and says where what is wrong is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonMember
{
    /// <summary>A member that must be there.</summary>
    public static T Required<T>(JsonElement value, string name, Func<JsonElement, T> read) =>
        Find(value, name, out var member) ? Read(name, member, read) : throw new InvalidArgumentException(Pointer(name), "is missing");

    /// <summary>A member, or <paramref name="otherwise"/> when it is not there.</summary>
    public static T Optional<T>(JsonElement value, string name, Func<JsonElement, T> read, T otherwise) =>
        Find(value, name, out var member) ? Read(name, member, read) : otherwise;

    /// <summary>Whether a member is there, and what it is.</summary>
    public static bool Given<T>(JsonElement value, string name, Func<JsonElement, T> read, [MaybeNullWhen(false)] out T result)
    {
        if (Find(value, name, out var member))
        {
            result = Read(name, member, read);
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>Refuses arguments that the method does not have: a misspelt one must not be left unread.</summary>
    /// <param name="value">The arguments: an object, or undefined.</param>
    /// <param name="names">The names that there are.</param>
    public static void Only(JsonElement value, ReadOnlySpan<string> names)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return;
        JsonRead.Object(value);
        foreach (var member in value.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                throw new InvalidArgumentException(Pointer(member.Name), $"is not an argument; there are {(names.IsEmpty ? "none" : string.Join(", ", names!))}");
        }
    }

    internal static T Read<T>(string name, JsonElement member, Func<JsonElement, T> read)
    {
        try
        {
            return read(member);
        }
        catch (InvalidArgumentException exception)
        {
            throw Under(name, exception);
        }
    }

    internal static InvalidArgumentException Under(string name, InvalidArgumentException exception) => new(Pointer(name) + exception.At, exception.Problem);

    private static bool Find(JsonElement value, string name, out JsonElement member)
    {
        member = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out member);
    }

    private static string Pointer(string name) => $"/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
