using System.CommandLine;
using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Endpoints;

/// <summary>The options that say which endpoint is meant, and with what token.</summary>
internal static class EndpointOptions
{
    private const string UrlVariable = "MCP_URL";
    private const string TokenVariable = "MCP_TOKEN";
    private const string RegisterVariable = "MCP_REGISTER_URL";

    private static readonly Option<string?> Url = new("--url")
    {
        Description = $"The MCP endpoint. Default: that of --stack or --ready-file, then {UrlVariable}, then a running 'lambda-mcp local'.",
        HelpName = "URL",
    };

    private static readonly Option<string?> Token = new("--token")
    {
        Description = $"The bearer token; - reads it from standard input. Other users of the machine can see what stands on a command line: prefer {TokenVariable}. Default: that of a Local; else {TokenVariable}, then the stack's.",
        HelpName = "TOKEN",
    };

    private static readonly Option<string?> Stack = new("--stack")
    {
        Description = "The CloudFormation stack of the endpoint: URL and token are looked up there, with your AWS credentials.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> ReadyFilePath = new("--ready-file") { Description = "The ready file of a running Local.", HelpName = "PATH" };

    public static void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Token);
        command.Add(Stack);
        command.Add(ReadyFilePath);
        AwsOptions.AddTo(command);
    }

    /// <summary>Whether the token takes standard input, which then has nothing else.</summary>
    public static bool TokenTakesInput(ParseResult parsed) => parsed.GetValue(Token) == "-";

    /// <summary>Whether a stack is named.</summary>
    public static bool NamesStack(ParseResult parsed) => parsed.GetValue(Stack) is not null;

    /// <summary>Finds the endpoint.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The world.</param>
    /// <param name="needsToken">Whether a stack's token is read, which takes a right of its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">None is named, or it cannot be found.</exception>
    public static async Task<Endpoint> FindAsync(ParseResult parsed, CliContext context, bool needsToken, CancellationToken cancellationToken)
    {
        var aws = AwsOptions.Read(parsed);
        var given = await TokenAsync(parsed.GetValue(Token), context, cancellationToken);
        var (url, stack, readyFile) = (parsed.GetValue(Url), parsed.GetValue(Stack), parsed.GetValue(ReadyFilePath));
        if (new[] { url, stack, readyFile }.Count(named => named is not null) > 1)
            throw FailedException.BadUsage("--url, --stack and --ready-file each name an endpoint: give one of them.");
        if (stack is not null)
            return await StackEndpoint.FindAsync(stack, aws, given, needsToken, context, cancellationToken);
        if (readyFile is not null)
            return OfLocal(ReadyFile.Read(readyFile), given, $"the ready file {readyFile}");
        if (url is not null || context.Setting(UrlVariable) is not null)
        {
            var (text, source) = url is not null ? (url, "--url") : (context.Setting(UrlVariable)!, UrlVariable);
            return new(Parse(text, source), source, aws)
            {
                Token = given ?? context.Setting(TokenVariable),
                TokenSource = given is null ? TokenVariable : Token.Name,
                RegisterUrl = context.Setting(RegisterVariable) is { } register ? Parse(register, RegisterVariable) : null,
            };
        }

        if (LocalState.ReadyFile(context.Variable) is { } local && File.Exists(local))
            return OfLocal(ReadyFile.Read(local), given, "the running 'lambda-mcp local'");
        throw FailedException.BadUsage($"No endpoint is named. Give --url, --stack or --ready-file, set {UrlVariable}, or start one here with: lambda-mcp local");
    }

    private static Endpoint OfLocal(ReadyFile ready, string? token, string source) => new(
        Parse(ready.McpUrl ?? throw new FailedException($"Local serves no MCP endpoint: its templates have no route /mcp ({source})."), source),
        source,
        new(ready.Region, null) { Local = ready })
    {
        Token = token ?? ready.Token,
        TokenSource = token is null ? null : Token.Name,
        RegisterUrl = ready.RegisterUrl is { } register ? new Uri(register) : null,
        HealthUrl = ready.HealthUrl is { } health ? new Uri(health) : null,
    };

    private static async Task<string?> TokenAsync(string? given, CliContext context, CancellationToken cancellationToken)
    {
        if (given != "-")
            return given;
        return await context.Input.Reader.ReadLineAsync(cancellationToken) is { } line && line.Trim() is { Length: > 0 } token
            ? token
            : throw FailedException.BadUsage("--token - reads the token from standard input, which has none.");
    }

    private static Uri Parse(string text, string source) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw FailedException.BadUsage($"{source} must be a URL such as https://api.example.com/prod/mcp, not '{text}'.");
}
