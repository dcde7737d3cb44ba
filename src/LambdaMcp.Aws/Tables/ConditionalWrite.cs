using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>
/// Conditional writes that know themselves again. The SDK repeats a write whose answer was lost; when the first try was applied, the
/// condition fails on what it wrote. Each write therefore leaves a mark of its own in the item, and a refusal that shows the item with
/// this mark is a success.
/// </summary>
internal static class ConditionalWrite
{
    public const string Mark = "write";

    public static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Puts an item, marked, if its condition holds.</summary>
    /// <returns>False when it does not; nothing was written then.</returns>
    public static async Task<bool> TryPutAsync(this IAmazonDynamoDB client, PutItemRequest request, string mark, CancellationToken cancellationToken)
    {
        request.Item[Mark] = ItemAttributes.Text(mark);
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        try
        {
            await client.PutItemAsync(request, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException refusal)
        {
            return refusal.Item?.ReadText(Mark) == mark;
        }
    }

    /// <summary>Changes an item if the condition holds. The update sets <see cref="Mark"/> to <paramref name="mark"/>.</summary>
    /// <returns>False when it does not; nothing was written then.</returns>
    public static async Task<bool> TryUpdateAsync(this IAmazonDynamoDB client, UpdateItemRequest request, string mark, CancellationToken cancellationToken)
    {
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        try
        {
            await client.UpdateItemAsync(request, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException refusal)
        {
            return refusal.Item?.ReadText(Mark) == mark;
        }
    }
}
