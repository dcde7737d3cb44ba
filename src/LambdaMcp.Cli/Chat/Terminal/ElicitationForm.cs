using System.Text.Json;
using LambdaMcp.Cli.Output;
using ModelContextProtocol.Protocol;
using Schema = ModelContextProtocol.Protocol.ElicitRequestParams.PrimitiveSchemaDefinition;

namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>What a tool asks the person, field by field. An empty line takes the default or leaves a field out, <c>/no</c> refuses all of it.</summary>
internal sealed class ElicitationForm(Person person)
{
    private const string Refusal = "/no";

    private static readonly ElicitResult Declined = new() { Action = "decline" };

    public async ValueTask<ElicitResult> AskAsync(ElicitRequestParams? request, CancellationToken cancellationToken)
    {
        if (request is null || request.Mode == "url")
            return Declined;
        return await person.AskAsync(ask => AskAsync(request, ask), cancellationToken);
    }

    private static async Task<ElicitResult> AskAsync(ElicitRequestParams request, Func<string, Task<string?>> ask)
    {
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var fields = request.RequestedSchema?.Properties ?? new Dictionary<string, Schema>();
        var heading = $"The tool asks: {SafeText.Lines(request.Message)}\n(Never type a password here. {Refusal} refuses.)\n";
        if (fields.Count == 0)
        {
            var consent = (await ask($"{heading}Go on? [y/N] "))?.Trim();
            return consent is "y" or "yes" or "Y" ? new() { Action = "accept", Content = answers } : Declined;
        }

        foreach (var (name, schema) in fields)
        {
            var isRequired = request.RequestedSchema?.Required?.Contains(name) == true;
            var prompt = heading + ElicitationField.Prompt(name, schema, isRequired);
            heading = "";
            while (true)
            {
                var line = (await ask(prompt))?.Trim();
                if (line is null or Refusal)
                    return Declined;
                if (line.Length == 0 && ElicitationField.Default(schema) is { } standard)
                {
                    answers[name] = standard;
                    break;
                }

                if (line.Length == 0 && !isRequired)
                    break;
                if (ElicitationField.Parse(schema, line) is { } value)
                {
                    answers[name] = value;
                    break;
                }

                prompt = "That does not fit. " + ElicitationField.Prompt(name, schema, isRequired);
            }
        }

        return new() { Action = "accept", Content = answers };
    }
}
