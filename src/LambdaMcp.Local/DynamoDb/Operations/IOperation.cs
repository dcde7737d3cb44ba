using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations;

/// <summary>An operation of DynamoDB's API.</summary>
internal interface IOperation
{
    /// <summary>The name in <c>X-Amz-Target</c>.</summary>
    string Name { get; }

    /// <summary>Serves a request, writing the members of the answer's object.</summary>
    /// <exception cref="DynamoDbException">The answer is an error.</exception>
    void Execute(JsonInput request, Utf8JsonWriter response);
}
