using System.Text.Json;
using LambdaMcp.Cli.Output;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Calls;

/// <summary>What a tool asks on its way (elicitation), asked in the terminal. Where nobody sits there, it is declined and said so.</summary>
internal sealed class Questions(CliContext context, ProgressLine progress) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async ValueTask<ElicitResult> AskAsync(ElicitRequestParams? request, CancellationToken cancellationToken)
    {
        // Two questions at one time would mix their answers.
        await _one.WaitAsync(cancellationToken);
        try
        {
            progress.End();
            await context.Errors.WriteLineAsync($"The tool asks: {Screen.Plain(request?.Message ?? "")}");
            if (!context.Input.IsInteractive)
            {
                await context.Errors.WriteLineAsync("It is declined: nobody can be asked, since standard input is no terminal.");
                return new() { Action = "decline" };
            }

            return await AnswerAsync(request?.RequestedSchema, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ElicitResult> AnswerAsync(ElicitRequestParams.RequestSchema? schema, CancellationToken cancellationToken)
    {
        var properties = schema?.Properties ?? new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>();
        if (properties.Count == 0)
        {
            var agreed = await LineAsync("Accept? [y/N] ", cancellationToken);
            return new() { Action = agreed?.Trim().ToUpperInvariant() is "Y" or "YES" ? "accept" : "decline" };
        }

        await context.Errors.WriteLineAsync("An empty line takes what stands in brackets, or leaves it out; Ctrl-D declines.");
        var content = new Dictionary<string, JsonElement>();
        foreach (var (name, field) in properties)
        {
            var question = new Question(name, field, schema!.Required?.Contains(name) == true);
            while (true)
            {
                if (await LineAsync(question.Prompt, cancellationToken) is not { } line)
                {
                    await context.Errors.WriteLineAsync("Declined.");
                    return new() { Action = "decline" };
                }

                if (question.TryRead(line.Trim(), out var value, out var fault))
                {
                    if (value is { } given)
                        content[name] = given;
                    break;
                }

                await context.Errors.WriteLineAsync($"  {fault}");
            }
        }

        return new() { Action = "accept", Content = content };
    }

    private async Task<string?> LineAsync(string prompt, CancellationToken cancellationToken)
    {
        await context.Errors.WriteAsync(prompt);
        // The console's own reader does not give up waiting when it is told to.
        return await Task.Run(context.Input.Reader.ReadLine, cancellationToken).WaitAsync(cancellationToken);
    }
}
