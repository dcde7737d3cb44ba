using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generated;

/// <summary>Reads lists and dictionaries for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonReadMany
{
    /// <summary>The items of a JSON array.</summary>
    public static T[] Array<T>(JsonElement value, Func<JsonElement, T> read)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw JsonRead.Wrong("must be an array", value);
        var items = new T[value.GetArrayLength()];
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            try
            {
                items[at] = read(item);
            }
            catch (InvalidArgumentException exception)
            {
                throw JsonMember.Under(at.ToString(CultureInfo.InvariantCulture), exception);
            }
            at++;
        }
        return items;
    }

    /// <summary>The items of a JSON array.</summary>
    public static List<T> List<T>(JsonElement value, Func<JsonElement, T> read) => [.. Array(value, read)];

    /// <summary>The items of a JSON array.</summary>
    public static ImmutableArray<T> Immutable<T>(JsonElement value, Func<JsonElement, T> read) => ImmutableCollectionsMarshal.AsImmutableArray(Array(value, read));

    /// <summary>The distinct items of a JSON array.</summary>
    public static HashSet<T> Set<T>(JsonElement value, Func<JsonElement, T> read) => [.. Array(value, read)];

    /// <summary>The members of a JSON object; of two with one name the last counts.</summary>
    public static Dictionary<string, T> Dictionary<T>(JsonElement value, Func<JsonElement, T> read)
    {
        JsonRead.Object(value);
        var members = new Dictionary<string, T>();
        foreach (var member in value.EnumerateObject())
            members[member.Name] = JsonMember.Read(member.Name, member.Value, read);
        return members;
    }
}
