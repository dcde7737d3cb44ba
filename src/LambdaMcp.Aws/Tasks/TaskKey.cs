using System.Globalization;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;

namespace LambdaMcp.Aws.Tasks;

/// <summary>
/// The keys of a task's items: <c>task</c> is its head, <c>run#…</c> a round's worker, and <c>part#…</c> a piece of what is too large
/// for the head.
/// </summary>
internal static class TaskKey
{
    public const string Head = "task";
    public const string PartPrefix = "part#";

    public static string Partition(string id) => "task#" + id;

    public static Dictionary<string, AttributeValue> OfHead(string id) => Of(id, Head);

    public static Dictionary<string, AttributeValue> OfRun(string id, int round) => Of(id, Run(round));

    public static Dictionary<string, AttributeValue> OfPart(string id, string set, int index) =>
        Of(id, string.Create(CultureInfo.InvariantCulture, $"{PartPrefix}{set}#{index:D4}"));

    public static string Run(int round) => string.Create(CultureInfo.InvariantCulture, $"run#{round:D6}");

    private static Dictionary<string, AttributeValue> Of(string id, string sort) => new()
    {
        ["pk"] = ItemAttributes.Text(Partition(id)),
        ["sk"] = ItemAttributes.Text(sort),
    };
}
