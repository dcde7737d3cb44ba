using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

/// <summary>What one part of a transaction has to do with the whole being cancelled.</summary>
/// <param name="Error">Why the part failed; null when it would have succeeded.</param>
internal readonly record struct CancellationReason(DynamoDbException? Error)
{
    public string Code => Error switch
    {
        null => "None",
        { IsValidation: true } => "ValidationError",
        _ => "ConditionalCheckFailed",
    };

    /// <summary>Nothing when every part succeeds.</summary>
    /// <exception cref="DynamoDbException">TransactionCanceledException, with a reason for each part.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<CancellationReason> reasons)
    {
        if (reasons.All(static reason => reason.Error is null))
            return;

        throw DynamoDbException.TransactionCanceled(string.Join(", ", reasons.Select(static reason => reason.Code)), writer =>
        {
            writer.WriteStartArray("CancellationReasons");
            foreach (var reason in reasons)
                reason.Respond(writer);
            writer.WriteEndArray();
        });
    }

    private void Respond(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(nameof(Code), Code);
        if (Error is not null)
        {
            writer.WriteString("Message", Error.Message);
            Error.Detail?.Invoke(writer);
        }

        writer.WriteEndObject();
    }
}
