using System.Text.Json;

namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>An answer of DynamoDB that is not a success.</summary>
/// <param name="type">The error's full type name, as in <c>__type</c>.</param>
/// <param name="message">The message, in AWS's words.</param>
internal sealed class DynamoDbException(string type, string message) : Exception(message)
{
    private const string Service = "com.amazonaws.dynamodb.v20120810#";
    private const string ValidationType = "com.amazon.coral.validate#ValidationException";

    public string Type { get; } = type;

    /// <summary>Writes what the error has besides type and message.</summary>
    public Action<Utf8JsonWriter>? Detail { get; init; }

    public bool IsValidation => Type == ValidationType;

    public static DynamoDbException Validation(string message) => new(ValidationType, message);

    public static DynamoDbException InvalidParameter(string message) =>
        Validation("One or more parameter values were invalid: " + message);

    /// <summary>A value outside of what the service's model allows.</summary>
    public static DynamoDbException Constraint(string value, string member, string constraint) =>
        Validation($"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: Member must {constraint}");

    public static DynamoDbException Serialization(string message) => new("com.amazon.coral.service#SerializationException", message);

    public static DynamoDbException UnknownOperation() => new("com.amazon.coral.service#UnknownOperationException", "");

    public static DynamoDbException Unauthorized(string type, string message) => new("com.amazon.coral.service#" + type, message);

    public static DynamoDbException TableNotFound() => new(Service + "ResourceNotFoundException", "Requested resource not found");

    public static DynamoDbException TableNotFound(string name) =>
        new(Service + "ResourceNotFoundException", $"Requested resource not found: Table: {name} not found");

    public static DynamoDbException TableExists(string name) => new(Service + "ResourceInUseException", $"Table already exists: {name}");

    public static DynamoDbException ConditionFailed(Action<Utf8JsonWriter>? detail) =>
        new(Service + "ConditionalCheckFailedException", "The conditional request failed") { Detail = detail };

    public static DynamoDbException TransactionCanceled(string codes, Action<Utf8JsonWriter> detail) =>
        new(
            Service + "TransactionCanceledException",
            $"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]")
        { Detail = detail };

    public static DynamoDbException IdempotencyMismatch() =>
        new(Service + "IdempotentParameterMismatchException", "The token was already used by a request with other parameters");
}
