using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;

namespace LambdaMcp.Aws.Tasks;

/// <summary>
/// JSON of any size in a task: inside the head while it is small, else in items of their own, written before the head that names them.
/// Parts are never written over: each write has a set of its own, and those that no head names are gone with the task.
/// </summary>
internal static class TaskParts
{
    // Three of these fit into one item beside the rest.
    private const int LargestInline = 96 * 1024;
    private const int LargestPart = 380 * 1024;

    /// <summary>Puts JSON into the head; what does not fit there is returned as items.</summary>
    public static IReadOnlyList<Dictionary<string, AttributeValue>> Add(
        Dictionary<string, AttributeValue> head, string id, string name, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return [];
        if (json.Length <= LargestInline)
        {
            head[name] = ItemAttributes.Text(Encoding.UTF8.GetString(json.Span));
            return [];
        }

        var set = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var parts = new List<Dictionary<string, AttributeValue>>();
        for (var offset = 0; offset < json.Length; offset += LargestPart)
        {
            var part = TaskKey.OfPart(id, set, parts.Count);
            part["data"] = new() { B = new(json.Slice(offset, Math.Min(LargestPart, json.Length - offset)).ToArray(), writable: false) };
            part["expiresAt"] = head["expiresAt"];
            parts.Add(part);
        }

        head.AddText(name + "Set", set);
        head.AddNumber(name + "Parts", parts.Count);
        return parts;
    }

    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public static ReadOnlyMemory<byte> Read(
        Dictionary<string, AttributeValue> head, string name, IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items)
    {
        if (head.ReadText(name) is { } text)
            return Encoding.UTF8.GetBytes(text);
        if (head.ReadText(name + "Set") is not { } set)
            return default;

        var json = new MemoryStream();
        var count = head.ReadNumber(name + "Parts") ?? 0;
        for (var index = 0; index < count; index++)
        {
            if (!items.TryGetValue(TaskKey.OfPart("", set, index)["sk"].S, out var part))
                throw new InvalidDataException($"Part {index} of the task's {name} is missing.");
            part["data"].B.WriteTo(json);
        }

        return json.GetBuffer().AsMemory(0, (int)json.Length);
    }
}
