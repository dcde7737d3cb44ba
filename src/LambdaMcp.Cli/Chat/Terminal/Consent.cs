using System.Text.Json;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>Asks before a tool is called.</summary>
internal sealed class Consent(Person person)
{
    private readonly HashSet<string> _always = new(StringComparer.Ordinal);

    public Task<bool> AskAsync(string tool, JsonElement input, CancellationToken cancellationToken) => person.AskAsync(
        async ask =>
        {
            if (_always.Contains(tool))
                return true;
            // All of it: what is cut off could be what matters.
            var prompt = $"Call {SafeText.Line(tool, 200)} with {SafeText.Line(input.GetRawText(), int.MaxValue)}? [y/N/always] ";
            switch ((await ask(prompt))?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return true;
                case "a" or "always":
                    return _always.Add(tool);
                default:
                    return false;
            }
        },
        cancellationToken);
}
