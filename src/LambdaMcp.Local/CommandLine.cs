using System.CommandLine;
using System.Globalization;

namespace LambdaMcp.Local;

/// <summary>The program's options.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port of API Gateway; 0 for one that is free.",
        DefaultValueFactory = static _ => 8080,
    };

    private static readonly Option<string[]> Template = new("--template")
    {
        Description = "A SAM template to run; may be given more than once. Default: the nearest template.yaml from here upward, and src/Samples/template.yaml where it has one beside it.",
        HelpName = "PATH",
    };

    private static readonly Option<string[]> Parameter = new("--parameter")
    {
        Description = "A value for a parameter of the templates; may be given more than once.",
        HelpName = "NAME=VALUE",
    };

    private static readonly Option<string[]> Code = new("--code")
    {
        Description = "Runs the project or folder at PATH in the place of functions' own code: of the function with this logical id, or of all functions with this "
            + "CodeUri, such as src/LambdaMcp.Endpoint=../MyServer; may be given more than once.",
        HelpName = "FUNCTION=PATH",
    };

    private static readonly Option<bool> Native = new("--native") { Description = "Publish the functions as native code, as they are deployed, and run that." };

    private static readonly Option<string?> Framework = new("--framework")
    {
        Description = "The .NET version to build the functions for, such as net9.0 where the package feed lacks the native pack of the default.",
    };

    private static readonly Option<string?> Configuration = new("--configuration")
    {
        Description = "Debug or Release. Default: Debug, with --native Release.",
    };

    private static readonly Option<bool> NoBuild = new("--no-build") { Description = "Run what an earlier build left." };

    private static readonly Option<string?> DynamoDb = new("--dynamodb")
    {
        Description = "A DynamoDB to use in the place of the one in memory; missing tables are made there.",
        HelpName = "URL",
    };

    private static readonly Option<bool> DuplicateEvents = new("--duplicate-events")
    {
        Description = "Deliver every asynchronous event twice, as Lambda may: for finding functions that do not expect it.",
    };

    private static readonly Option<int?> StreamIdle = new("--stream-idle")
    {
        Description = "After how many seconds of silence API Gateway ends a streamed response. Default: 300, as on AWS.",
        HelpName = "SECONDS",
    };

    private static readonly Option<string?> ReadyFile = new("--ready-file")
    {
        Description = "A file to write once everything serves: URLs, token and keys, as JSON. Default: a file of the user alone, where lambda-mcp looks.",
        HelpName = "PATH",
    };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Show everything that the functions log, not only warnings and errors." };

    private static readonly Option<bool> NoPage = new("--no-page") { Description = "Serve no page that shows requests, and keep nothing of them." };

    /// <summary>Parses the arguments and runs <paramref name="run"/>; help and mistakes are answered here.</summary>
    public static Task<int> InvokeAsync(string[] args, Func<LocalOptions, CancellationToken, Task<int>> run)
    {
        Port.Validators.Add(static result =>
        {
            // What is no number at all is refused before this.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is (< 0 or > 65535))
                result.AddError("--port takes a number from 0 to 65535.");
        });
        Parameter.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError($"--parameter takes NAME=VALUE, not '{token.Value}'.");
        });
        Code.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0 || token.Value.EndsWith('=')))
                result.AddError($"--code takes FUNCTION=PATH, not '{token.Value}'.");
        });
        DynamoDb.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string>() is { } url && !IsHttp(url))
                result.AddError($"--dynamodb takes a URL such as http://127.0.0.1:8000, not '{url}'.");
        });
        StreamIdle.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds < 1)
                result.AddError("--stream-idle takes a number of seconds from 1.");
        });
        var command = new RootCommand("Runs the MCP endpoint's templates on this machine: API Gateway, Lambda, DynamoDB and Secrets Manager.")
        {
            Port, Template, Parameter, Code, Native, Framework, Configuration, NoBuild, DynamoDb, DuplicateEvents, StreamIdle, ReadyFile, Verbose, NoPage,
        };
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        // Signals are handled where the functions are stopped.
        return command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static LocalOptions Read(ParseResult parsed)
    {
        var native = parsed.GetValue(Native);
        return new LocalOptions
        {
            Port = parsed.GetValue(Port),
            Templates = parsed.GetValue(Template) ?? [],
            Parameters = Pairs(parsed.GetValue(Parameter)),
            Code = Pairs(parsed.GetValue(Code)),
            Configuration = parsed.GetValue(Configuration) ?? (native ? "Release" : "Debug"),
            Framework = parsed.GetValue(Framework),
            Native = native,
            NoBuild = parsed.GetValue(NoBuild),
            DynamoDb = parsed.GetValue(DynamoDb) is { } url ? new Uri(url) : null,
            DuplicateEvents = parsed.GetValue(DuplicateEvents),
            StreamIdle = parsed.GetValue(StreamIdle) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ReadyFile = parsed.GetValue(ReadyFile),
            Verbose = parsed.GetValue(Verbose),
            Page = !parsed.GetValue(NoPage),
        };
    }

    // Of two values for one name the last counts.
    private static Dictionary<string, string> Pairs(string[]? given) => (given ?? [])
        .Select(static pair => pair.Split('=', 2)).GroupBy(static pair => pair[0]).ToDictionary(static group => group.Key, static group => group.Last()[1]);

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps);
}
