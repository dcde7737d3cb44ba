using System.CommandLine;
using System.Globalization;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Chat.Models;
using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Chat.Tools;
using LambdaMcp.Cli.Chat.Views;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Chat;

/// <summary><c>lambda-mcp chat</c>.</summary>
internal static class ChatCommand
{
    public const string Name = "chat";

    // From here on the tools themselves cost more than most questions.
    private const int ManyTools = 64;

    private const int LongestInstructions = 8000;

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand(Name, "Talks with a model of Amazon Bedrock that uses the tools of an MCP endpoint.", """
            lambda-mcp chat
            lambda-mcp chat --model claude-sonnet --tool 'customer-*' "Who is customer C-1001?"
            cat letter.txt | lambda-mcp chat --system "Answer in one sentence." -
            """);
        ChatOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, ChatOptions.Read(parsed, context), context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ChatOptions options, CliContext context, CancellationToken cancellationToken)
    {
        var host = context.Chat;
        ChatView view = options.Json ? new JsonView(context.Output.Writer) : new TextView(context.Output, context.Errors, options.IsVerbose);
        using var bedrock = Connect(AwsOptions.Read(parsed), options, host);
        var model = ModelChoice.Of(options.Model, bedrock.Region);
        if (options.Settings.Temperature is not null && !model.TakesTemperature)
            view.Show(new Remark($"{model.Id} takes no temperature; --temperature is left out."));

        // Before the question is read: the token may be the first line.
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: true, cancellationToken);
        var input = new LineReader(host.Input);
        var question = options.Question == "-" ? await input.ReadAllAsync(cancellationToken) : options.Question;
        if (question is not null && string.IsNullOrWhiteSpace(question))
            throw FailedException.BadUsage("There is no question.");

        using var person = new Person(input, context.Errors);
        await using var client = await RemoteServer.ConnectAsync(endpoint, host.IsTyped ? new(person) : null, cancellationToken);
        var offer = ToolOffer.Of(await RemoteServer.ListToolsAsync(client, endpoint, cancellationToken), options.Patterns);
        if (offer.Tools.Count > ManyTools)
            view.Show(new Remark($"{offer.Tools.Count} tools are described to the model with each question; --tool narrows them."));
        var consent = options.Confirms ? new Consent(person) : null;
        var settings = options.Settings with { System = SystemText(options.Settings.System, client.ServerInstructions) };
        var conversation = new Conversation(
            new(bedrock, model, offer, settings, view, context.Clock),
            new(client, offer, model.TakesImages, consent, view),
            options.Price ?? model.Price,
            settings,
            view);

        using var interrupts = host.Interrupts;
        interrupts.Listen();
        var session = new ChatSession(conversation, offer, model.Id, view, interrupts);
        if (question is not null)
            return await session.AskAsync(question, cancellationToken) ? ExitCode.Done : ExitCode.Failed;
        if (host.IsTyped)
            view.Show(new Remark($"{model.Id}, {offer.Tools.Count.ToString(CultureInfo.InvariantCulture)} tools. /help shows what else can be said."));
        var isAnswered = await session.RunAsync(input, () => host.IsTyped ? context.Errors.WriteAsync("> ") : Task.CompletedTask, cancellationToken);
        return isAnswered || host.IsTyped ? ExitCode.Done : ExitCode.Failed;
    }

    // What the server says of its tools as a whole; the person's own words come first.
    private static string? SystemText(string? own, string? instructions)
    {
        if (string.IsNullOrWhiteSpace(instructions))
            return own;
        var theirs = $"Instructions of the server whose tools you have:\n{(instructions.Length <= LongestInstructions ? instructions : instructions[..LongestInstructions])}";
        return own is null ? theirs : $"{own}\n\n{theirs}";
    }

    private static BedrockRuntime Connect(AwsChoice account, ChatOptions options, ChatHost host)
    {
        try
        {
            return host.Bedrock(account);
        }
        catch (AmazonClientException error)
        {
            throw new FailedException(ChatFailures.Tell(error, options.Model)!, innerException: error);
        }
    }
}
