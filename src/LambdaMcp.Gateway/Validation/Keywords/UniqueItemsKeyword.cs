using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>uniqueItems</c>, in time linear to the array.</summary>
internal sealed class UniqueItemsKeyword(string path) : Keyword
{
    private const int ComparedOneByOne = 8;

    public static Keyword? Read(SchemaReader reader) =>
        reader.Boolean("uniqueItems") == true ? new UniqueItemsKeyword(reader.PathOf("uniqueItems")) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2)
            return true;
        if (!evaluation.Spend(value.GetArrayLength()))
            return false;
        var (first, second) = value.GetArrayLength() <= ComparedOneByOne ? FindPair(value) : FindPairByHash(value);
        if (second < 0)
            return true;
        if (!evaluation.Quiet)
            evaluation.Report("uniqueItems", path, $"must not have an item twice, but items {first} and {second} are equal; remove one");
        return false;
    }

    private static (int First, int Second) FindPair(JsonElement array)
    {
        var i = 0;
        foreach (var item in array.EnumerateArray())
        {
            var j = 0;
            foreach (var earlier in array.EnumerateArray())
            {
                if (j == i)
                    break;
                if (JsonValueComparer.Instance.Equals(earlier, item))
                    return (j, i);
                j++;
            }

            i++;
        }

        return (-1, -1);
    }

    private static (int First, int Second) FindPairByHash(JsonElement array)
    {
        var positions = new Dictionary<JsonElement, int>(array.GetArrayLength(), JsonValueComparer.Instance);
        var position = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (!positions.TryAdd(item, position))
                return (positions[item], position);
            position++;
        }

        return (-1, -1);
    }
}
