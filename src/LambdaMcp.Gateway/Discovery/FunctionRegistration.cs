using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Discovery;

/// <summary>A discovered function as if someone had registered it: then it is shown, checked and called as all tools are.</summary>
internal static class FunctionRegistration
{
    public static Registration Of(DiscoveredFunction discovered, string name) => discovered.Overrides.ApplyTo(new()
    {
        Id = Registration.IdOf(RegistrationType.Tool, name),
        Type = RegistrationType.Tool,
        Name = name,
        Description = discovered.Function.Description is { Length: > 0 } description ? description : Describe(discovered),
        LambdaArn = discovered.Function.Arn,
        InputSchema = discovered.Schema?.Schema,
    });

    // A model chooses by this text alone, so it is told what is known, and not that nothing is.
    private static string Describe(DiscoveredFunction discovered)
    {
        var text = $"Calls the AWS Lambda function {discovered.Function.Name}.";
        if (discovered.Schema?.Schema is { } schema && schema.TryGetProperty("description"u8, out var said) && said.ValueKind == System.Text.Json.JsonValueKind.String)
            text += $" {said.GetString()}";
        return text;
    }
}
