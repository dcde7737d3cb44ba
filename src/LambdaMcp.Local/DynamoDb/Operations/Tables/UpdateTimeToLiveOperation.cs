using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class UpdateTimeToLiveOperation(TableCatalog catalog) : IOperation
{
    public string Name => "UpdateTimeToLive";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var name = TableCatalog.ReadName(request);
        var specification = request.Object("TimeToLiveSpecification")
            ?? throw DynamoDbException.Constraint("null", "timeToLiveSpecification", "not be null");
        var attribute = specification.Text("AttributeName")
            ?? throw DynamoDbException.Constraint("null", "timeToLiveSpecification.attributeName", "not be null");
        var enabled = specification.Flag("Enabled")
            ?? throw DynamoDbException.Constraint("null", "timeToLiveSpecification.enabled", "not be null");

        var table = catalog.Describe(name);
        lock (table.Gate)
        {
            if (table.TimeToLiveAttribute is { } current && current != attribute)
                throw DynamoDbException.Validation($"TimeToLive is active on a different AttributeName: current AttributeName is {current}");
            if (enabled == table.TimeToLiveAttribute is not null)
                throw DynamoDbException.Validation($"TimeToLive is already {(enabled ? "enabled" : "disabled")}");
            table.TimeToLiveAttribute = enabled ? attribute : null;
        }

        response.WriteStartObject("TimeToLiveSpecification");
        response.WriteBoolean("Enabled", enabled);
        response.WriteString("AttributeName", attribute);
        response.WriteEndObject();
    }
}
