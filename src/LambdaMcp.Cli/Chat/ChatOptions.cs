using System.CommandLine;
using System.Globalization;
using LambdaMcp.Cli.Chat.Models;
using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Chat;

/// <summary>What <c>lambda-mcp chat</c> is told.</summary>
internal sealed record ChatOptions(
    string? Question, string Model, IReadOnlyList<string> Patterns, ChatSettings Settings, Price? Price, bool Confirms, bool IsVerbose, bool Json)
{
    private const int DefaultTurns = 25;

    private static readonly Argument<string?> QuestionArgument = new("question")
    {
        Description = "What is asked; - reads it from standard input. Without it every line that is typed or piped in is a question.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "QUESTION",
    };

    private static readonly Option<string?> ModelOption = new("--model", "-m")
    {
        Description = $"{string.Join(", ", ModelTable.All.Select(facts => facts.Alias))}, any of them after an inference profile's prefix (global.claude-haiku), or a model's or profile's id or ARN. Default: {ModelTable.Default}.",
        HelpName = "MODEL",
    };

    private static readonly Option<string[]> ToolOption = new("--tool") { Description = "Offers only tools with such a name, with * and ?; may be repeated. Default: all.", HelpName = "PATTERN" };

    private static readonly Option<string?> SystemOption = new("--system") { Description = "What the model is told before all else.", HelpName = "TEXT" };

    private static readonly Option<int?> MaxTokensOption = new("--max-tokens") { Description = "The most tokens of one answer. Default: the model's own limit.", HelpName = "COUNT" };

    private static readonly Option<double?> TemperatureOption = new("--temperature") { Description = "How much answers vary, from 0 to 1. Newer Claude models take none.", HelpName = "NUMBER" };

    private static readonly Option<int?> MaxTurnsOption = new("--max-turns") { Description = $"How often the model may be asked for one question. Default: {DefaultTurns}.", HelpName = "COUNT" };

    private static readonly Option<string?> PriceOption = new("--price") { Description = "US dollars for a million tokens of input and of output, such as 3,15. Default: the list price, where it is known.", HelpName = "IN,OUT" };

    private static readonly Option<bool> CacheOption = new("--cache") { Description = "Has the model keep tools and conversation for the next question, which then costs less." };

    private static readonly Option<bool> NoStreamOption = new("--no-stream") { Description = "Shows an answer when it is complete." };

    private static readonly Option<bool> ConfirmOption = new("--confirm") { Description = "Asks before each call of a tool." };

    private static readonly Option<bool> VerboseOption = new("--verbose") { Description = "Shows what the model thinks." };

    private static readonly Option<bool> JsonLines = new("--json") { Description = "Writes what happens as lines of JSON." };

    public static void AddTo(Command command)
    {
        command.Add(QuestionArgument);
        foreach (var option in (Option[])[
            ModelOption, ToolOption, SystemOption, MaxTokensOption, TemperatureOption, MaxTurnsOption, PriceOption, CacheOption,
            NoStreamOption, ConfirmOption, VerboseOption])
        {
            command.Add(option);
        }

        EndpointOptions.AddTo(command);
        command.Add(JsonLines);
    }

    /// <exception cref="FailedException">Something is missing or makes no sense.</exception>
    public static ChatOptions Read(ParseResult parsed, CliContext context)
    {
        var question = parsed.GetValue(QuestionArgument);
        var confirms = parsed.GetValue(ConfirmOption);
        if (confirms && (question == "-" || !context.Chat.IsTyped))
            throw FailedException.BadUsage("--confirm needs a person at the terminal, and standard input is read from elsewhere.");
        return new(
            question,
            parsed.GetValue(ModelOption) ?? ModelTable.Default,
            parsed.GetValue(ToolOption) ?? [],
            new(
                Text(parsed.GetValue(SystemOption)),
                Within(parsed.GetValue(MaxTokensOption), "--max-tokens"),
                Temperature(parsed.GetValue(TemperatureOption)),
                Within(parsed.GetValue(MaxTurnsOption), "--max-turns") ?? DefaultTurns,
                !parsed.GetValue(NoStreamOption),
                parsed.GetValue(CacheOption)),
            ReadPrice(parsed.GetValue(PriceOption)),
            confirms,
            parsed.GetValue(VerboseOption),
            parsed.GetValue(JsonLines));
    }

    private static Price? ReadPrice(string? price)
    {
        if (price is null)
            return null;
        return price.Split(',') is [var left, var right] && Amount(left) is { } input && Amount(right) is { } output
            ? new(input, output, input, input)
            : throw FailedException.BadUsage($"--price {price} is not two amounts, such as 3,15.");
    }

    private static decimal? Amount(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static int? Within(int? value, string option) =>
        value is null or > 0 ? value : throw FailedException.BadUsage($"{option} is at least 1.");

    private static double? Temperature(double? value) =>
        value is null or (>= 0 and <= 1) ? value : throw FailedException.BadUsage("--temperature is from 0 to 1.");

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
