using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Discovery.Explanations;

/// <summary>Says why a function is, or is not, a tool: it puts into words what the catalog has decided, and decides nothing itself.</summary>
internal sealed class FunctionExplainer(ToolInventory inventory, EntrySource entries, DiscoveryOptions options)
{
    private const int MostTold = 20;

    private readonly OwnFunctionRule _own = new(options.OwnFunctions);

    /// <param name="nameOrArn">A function's name or ARN, with or without a qualifier.</param>
    /// <param name="caller">Who asks: of a function that has entries which they may not use they hear as of one that is not there; null: somebody who may see all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<FunctionExplanation> ExplainAsync(string nameOrArn, McpRequest? caller, CancellationToken cancellationToken)
    {
        var state = await inventory.ReadAsync(cancellationToken);
        var function = state.Functions.FirstOrDefault(function => FunctionDiscovery.IsCalled(function.Function, nameOrArn));
        bool Means(string arn) => function is not null ? FunctionArn.Unqualified(arn) == function.Function.Arn : IsArnOf(arn, nameOrArn);

        var registrations = state.Registrations.All.Where(registration => Means(registration.LambdaArn)).ToArray();
        var tools = state.Tools.All.OfType<FunctionTool>().Where(tool => Means(tool.Target.FunctionArn)).ToArray();
        var all = await entries.GetAsync(cancellationToken);
        if (caller is not null && (tools.Any(tool => !tool.IsFor(caller)) || registrations.Concat(all.Brought.Where(entry => Means(entry.LambdaArn))).Any(entry => !entry.IsFor(caller))))
            return new(nameOrArn, null, [], [Existence(state, function: null, nameOrArn)]);
        var checks = new List<ExplanationCheck> { Existence(state, function, nameOrArn) };
        if (function is not null)
            checks.AddRange(Selection(function));
        checks.AddRange(registrations.Select(registration => Claim(state, registration)));
        if (function is { IsTool: true })
            checks.Add(registrations.Length > 0 ? Superseded(function) : Naming(state, function, caller));
        checks.AddRange(state.Tools.LeftOut.OfType<FunctionTool>().Where(tool => Means(tool.Target.FunctionArn)).Select(tool => new ExplanationCheck(
            "name", Passed: false, $"The function brings a tool {tool.Name}, which is left out: {Owner(state, tool.Name, caller)} has that name.")));
        checks.AddRange(registrations.Where(entries.IsUnknownOf).Select(registration => new ExplanationCheck(
            "brought", Passed: null,
            $"What the function of {registration.Id} brings could not be read from here. The registration API may call no function; the tool explain_function may.")));
        checks.AddRange(all.LeftOut.Where(entry => Means(entry.LambdaArn)).Take(MostTold).Select(entry => new ExplanationCheck(
            "place", Passed: false, $"The function brings the {RegistrationWords.Of(entry.Type)} {entry.Uri ?? entry.UriTemplate ?? entry.Name}, which is left out: another one has its place.")));
        checks.AddRange(registrations.SelectMany(entries.LeftOutOf).Take(MostTold).Select(entry => new ExplanationCheck(
            "brought", Passed: false, $"The function brings the {entry.Kind} {entry.Name}, which is left out: {entry.Fault}.")));
        checks.AddRange(tools.Where(tool => tool.Scopes.Count > 0).Select(tool => new ExplanationCheck(
            "scopes", Passed: null, $"The tool {tool.Name} is shown to callers that have the scopes {string.Join(", ", tool.Scopes)}.")));
        return new(nameOrArn, function?.Function.Arn ?? registrations.FirstOrDefault()?.LambdaArn, [.. tools.Select(tool => tool.Name).Order(StringComparer.Ordinal)], checks);
    }

    private ExplanationCheck Existence(CatalogState state, DiscoveredFunction? function, string name) => (state.Failure, function) switch
    {
        ({ } failure, _) => new("exists", Passed: false, $"The functions of the account, or their tags, could not be read, so none is discovered: {failure.SourceException.Message}"),
        (_, not null) => new("exists", Passed: true, $"The function is {function.Function.Arn}."),
        _ when !options.IsEnabled => new("exists", Passed: null,
            "No filter is set (FUNCTION_PREFIX, FUNCTION_LIST, or FUNCTION_TAG_KEY with FUNCTION_TAG_VALUE), so no function is discovered, or even looked up."),
        _ => new("exists", Passed: false, $"No function of this account and region is called {name}."),
    };

    private IEnumerable<ExplanationCheck> Selection(DiscoveredFunction function)
    {
        var name = function.Function.Name;
        yield return function.Name switch
        {
            NameMatch.Prefix => new("name_filter", Passed: true, $"{name} begins with FUNCTION_PREFIX, {options.FunctionPrefix}."),
            NameMatch.List => new("name_filter", Passed: true, $"{name} is in FUNCTION_LIST."),
            NameMatch.NotAsked => new("name_filter", Passed: null, "Names are not asked for: neither FUNCTION_PREFIX nor FUNCTION_LIST is set."),
            NameMatch.Own => new("name_filter", Passed: false, $"{name} is a function of this server itself, which is never discovered."),
            _ => new("name_filter", Passed: false, $"{name} {Outside()}."),
        };
        if (function.Name is NameMatch.None or NameMatch.Own)
            yield break;
        if (options.FunctionTag is { } tag)
        {
            yield return function.HasTag
                ? new("tag_filter", Passed: true, $"It has the tag {tag.Key} = {tag.Value}.")
                : new("tag_filter", Passed: false, $"It does not have the tag {tag.Key} = {tag.Value} (FUNCTION_TAG_KEY, FUNCTION_TAG_VALUE); key and value count letter by letter.");
        }

        if (!function.IsImportable)
            yield break;
        if (function.Tags.Count > 0)
            yield return new("tags", Passed: null, $"Its tags are {string.Join(", ", function.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key} = {tag.Value}"))}.");
        foreach (var fault in function.Overrides.Faults)
            yield return new("tag", Passed: false, $"Its tag {fault.Key} is not used: it {fault.Message}.");
        if (!function.Overrides.Enabled)
            yield return new("enabled", Passed: false, "Its tag mcp:enabled hides it.");
        if (function.Schema is { } schema)
        {
            yield return schema.Fault is { } fault
                ? new("schema", Passed: false, $"Its schema {function.SchemaArn} cannot be used: {fault}.")
                : new("schema", Passed: true, $"Its arguments are checked by the schema {function.SchemaArn}.");
        }
        else if (options.InputSchemaArnTagKey is { } key && function.SchemaArn is null)
        {
            yield return new("schema", Passed: null, $"It has no tag {key}, so it takes any object.");
        }
    }

    private string Outside() => (options.FunctionPrefix, options.FunctionList.Count) switch
    {
        ({ Length: > 0 } prefix, > 0) => $"neither begins with FUNCTION_PREFIX, {prefix}, nor is in FUNCTION_LIST",
        ({ Length: > 0 } prefix, _) => $"does not begin with FUNCTION_PREFIX, {prefix}",
        _ => "is not in FUNCTION_LIST",
    };

    private ExplanationCheck Claim(CatalogState state, Registration registration)
    {
        if (!registration.Enabled)
            return new("registration", Passed: false, $"The registration {registration.Id} claims it, and is disabled.");
        var faults = new RegistrationFaults();
        RegistrationRules.Check(registration, faults);
        if (_own.Find(registration) is { } own)
            faults.Add(own.Pointer, own.Message);
        if (state.Registrations.FindTaken(registration) is { } taken)
            faults.Add(taken.Pointer, taken.Message);
        return faults.Any
            ? new("registration", Passed: false, $"The registration {registration.Id} claims it, and is left out: {string.Join("; ", faults.All.Select(fault => $"{fault.Pointer} {fault.Message}"))}.")
            : new("registration", Passed: true, $"The registration {registration.Id} claims it, as {RegistrationWords.Of(registration.Type)} {registration.Name}.");
    }

    private static ExplanationCheck Superseded(DiscoveredFunction function) =>
        new("discovered", Passed: null, $"{function.Function.Name} is registered, so it is not discovered too.");

    private static ExplanationCheck Naming(CatalogState state, DiscoveredFunction function, McpRequest? caller)
    {
        var tool = state.Tools.Discovered.First(tool => tool.Function == function);
        return tool switch
        {
            { Fault: { } fault } => new("rules", Passed: false, $"As a tool it would break a rule, and clients would refuse the whole list: {fault.Pointer} {fault.Message}."),
            { Given: null } => new("name", Passed: false, $"The name {tool.Wanted}, and the one that would tell it apart, belong to others."),
            _ when tool.Given == tool.Wanted => new("name", Passed: true, $"As a tool it is called {tool.Given}."),
            _ => new("name", Passed: true, $"As a tool it is called {tool.Given}: {Owner(state, tool.Wanted, caller)} has the name {tool.Wanted}."),
        };
    }

    private static string Owner(CatalogState state, string name, McpRequest? caller) => state.Tools.Find(name) switch
    {
        { } hidden when caller is not null && !hidden.IsFor(caller) => "another tool",
        BuiltInTool => "a tool of the endpoint itself",
        FunctionTool { Target.IsInProcess: true } => "a tool of the server's own program",
        FunctionTool when state.Registrations.Served.FirstOrDefault(entry => entry.Type == RegistrationType.Tool && entry.Name == name) is { } registration =>
            $"the registration {registration.Id}",
        FunctionTool tool => $"the function {tool.Target.FunctionArn}",
        _ => "another tool",
    };

    private static bool IsArnOf(string arn, string nameOrArn) => nameOrArn.StartsWith("arn:", StringComparison.Ordinal)
        ? FunctionArn.Unqualified(arn) == FunctionArn.Unqualified(nameOrArn)
        : FunctionArn.Unqualified(arn).EndsWith($":function:{nameOrArn.Split(':')[0]}", StringComparison.Ordinal);
}
