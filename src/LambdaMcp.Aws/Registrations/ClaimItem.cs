using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Aws.Registrations;

/// <summary>What a registration claims, as an item beside it: <c>claim#MEMBER#SHA256</c>. It is no registration.</summary>
internal static class ClaimItem
{
    private const string Prefix = "claim#";
    private const string Holder = "holder";

    public static bool IsClaim(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    public static string IdOf(RegistrationClaim claim) =>
        $"{Prefix}{claim.Member}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(claim.Value)))}";

    public static string? HolderOf(Dictionary<string, AttributeValue>? item) => item?.ReadText(Holder);

    /// <summary>Takes a claim for a registration.</summary>
    /// <param name="table">The table.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="id">The registration.</param>
    /// <param name="abandonedBy">A registration that is there no more and left the claim behind, if there is one.</param>
    public static TransactWriteItem Take(string table, RegistrationClaim claim, string id, string? abandonedBy) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = new() { ["id"] = ItemAttributes.Text(IdOf(claim)), ["claim"] = ItemAttributes.Text(claim.Value), [Holder] = ItemAttributes.Text(id) },
            ConditionExpression = "attribute_not_exists(#id) OR #holder IN (:holder, :abandonedBy)",
            ExpressionAttributeNames = new() { ["#id"] = "id", ["#holder"] = Holder },
            ExpressionAttributeValues = new() { [":holder"] = ItemAttributes.Text(id), [":abandonedBy"] = ItemAttributes.Text(abandonedBy ?? id) },
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    /// <summary>Gives a claim back.</summary>
    public static TransactWriteItem Release(string table, RegistrationClaim claim, string id) => new()
    {
        Delete = new Delete
        {
            TableName = table,
            Key = new() { ["id"] = ItemAttributes.Text(IdOf(claim)) },
            // An item that was not written here has none.
            ConditionExpression = "attribute_not_exists(#id) OR #holder = :holder",
            ExpressionAttributeNames = new() { ["#id"] = "id", ["#holder"] = Holder },
            ExpressionAttributeValues = new() { [":holder"] = ItemAttributes.Text(id) },
        },
    };
}
