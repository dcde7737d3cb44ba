using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>One registered function: what clients see of it and how it is called.</summary>
public sealed record Registration
{
    /// <summary>
    /// How deep its JSON may nest. Many clients read 64 levels, of which an answer and its list take four; one entry that is deeper
    /// would cost them the whole list.
    /// </summary>
    public const int DeepestJson = 60;

    /// <summary><c>type-name</c>, such as <c>tool-customer-by-id</c>; the key of the registrations table.</summary>
    public required string Id { get; init; }

    /// <summary>What the function serves.</summary>
    public required RegistrationType Type { get; init; }

    /// <summary>The name that clients call, of a tool or a prompt, or that they show: 1 to 64 characters of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A name for people, if it differs from <see cref="Name"/>.</summary>
    public string? Title { get; init; }

    /// <summary>What it does and when to use it, for the model; empty for none, which a tool must not have.</summary>
    public required string Description { get; init; }

    /// <summary>The function's ARN, with or without a qualifier; empty for a set.</summary>
    public required string LambdaArn { get; init; }

    /// <summary>How the function is called.</summary>
    public TargetContract Contract { get; init; } = TargetContract.Payload;

    /// <summary>Whether a function of the contract <c>payload</c> streams text, which clients then see as progress.</summary>
    public bool Streams { get; init; }

    /// <summary>A tool's arguments as JSON Schema (2020-12); null means any object.</summary>
    public JsonElement? InputSchema { get; init; }

    /// <summary>The JSON Schema (2020-12) of a tool's <c>structuredContent</c>, if it promises one. Its values need not be objects.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>A resource's URI.</summary>
    public string? Uri { get; init; }

    /// <summary>A resource template's URI template (RFC 6570, <c>{name}</c> and <c>{+name}</c>).</summary>
    public string? UriTemplate { get; init; }

    /// <summary>The media type of a resource, or of every resource of a template, if it is known.</summary>
    public string? MimeType { get; init; }

    /// <summary>A resource's size in bytes, if it is known.</summary>
    public long? Size { get; init; }

    /// <summary>
    /// A prompt's arguments: an array of objects with <c>name</c>, <c>title</c>, <c>description</c>, <c>required</c> and
    /// <c>completions</c>, the values that can be completed without calling the function.
    /// </summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>Whether the function itself completes a prompt's arguments or a template's variables.</summary>
    public bool Completion { get; init; }

    /// <summary>The <c>annotations</c> object, as MCP defines it for tools and for resources.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>The <c>icons</c> array, as MCP defines it.</summary>
    public JsonElement? Icons { get; init; }

    /// <summary>The <c>_meta</c> object that the lists show.</summary>
    public JsonElement? Meta { get; init; }

    /// <summary>Whether and when calls of a tool become tasks.</summary>
    public TaskPolicy Tasks { get; init; }

    /// <summary>How long one call may take, in seconds; null leaves it to the request's own deadline.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How often a call may be repeated; null leaves it to what the tool says of itself in its annotations.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>The scopes that a principal must have, all of them, to see and call it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Words by which registrations are found and sets are made; clients do not see them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// How arguments become an HTTP request, for the contract <c>proxy</c>: an object with <c>method</c>; <c>path</c>, in which <c>{argument}</c>
    /// stands for an argument; <c>query</c> and <c>headers</c>, which map names to names of arguments; and <c>body</c>, the name of the argument
    /// that is the body, or false for none. Without <c>body</c>, what is used nowhere else is the body, as a JSON object, or for GET, HEAD,
    /// DELETE and OPTIONS part of the query.
    /// </summary>
    public JsonElement? Http { get; init; }

    /// <summary>Arguments that every call has and no client sees: an object.</summary>
    public JsonElement? FixedArguments { get; init; }

    /// <summary>The names of arguments that no client sees and no call has.</summary>
    public IReadOnlyList<string> HiddenArguments { get; init; } = [];

    /// <summary>How long the result of a tool that says it is read-only or idempotent may be given again for the same arguments, in seconds; null: never.</summary>
    public int? CacheSeconds { get; init; }

    /// <summary>The most calls of the function at one time, over all instances; null leaves it to Lambda.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether Lambda only takes the call, and the result is its receipt (invocation type <c>Event</c>).</summary>
    public bool Asynchronous { get; init; }

    /// <summary>What stands before the names of all that an aggregated function brings: empty for nothing, never null there.</summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// The tools of an aggregated function that cannot be asked for them (contract <c>agentcore</c>): an array of tool definitions, with
    /// <c>name</c>, <c>title</c>, <c>description</c>, <c>inputSchema</c>, <c>outputSchema</c>, <c>annotations</c>, <c>icons</c> and <c>_meta</c>.
    /// </summary>
    public JsonElement? Tools { get; init; }

    /// <summary>What a set consists of: names, in which <c>*</c> stands for any text, and tags written <c>#tag</c>.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>False hides the registration without losing it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Counts the writes, from 1; every write is conditional on it.</summary>
    public long Version { get; init; } = 1;

    /// <summary>The name of the registration that brings this one, when it is an aggregated function's; such a registration is in no table.</summary>
    internal string? Aggregate { get; init; }

    /// <summary>What an aggregated function itself calls it.</summary>
    internal string? NameAtTarget { get; init; }

    /// <summary>The prefix of an aggregated function whose registration names none.</summary>
    public static string UsualPrefix(string name) => $"{name}_";

    /// <summary>The id of a registration.</summary>
    public static string IdOf(RegistrationType type, string name) => $"{RegistrationWords.Of(type)}-{name}";
}
