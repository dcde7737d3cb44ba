using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.ParameterStore;
using LambdaMcp.Local.Schemas;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads a template into a <see cref="Stack"/>.</summary>
internal sealed class StackReader
{
    /// <summary>The API that SAM adds for Api events that name none.</summary>
    private const string ImplicitApi = "ServerlessRestApi";

    private readonly StackIdentity _identity;
    private readonly TemplateMap _template;
    private readonly StackScope _scope;
    private readonly Dictionary<string, TemplateValue> _parameters;
    private readonly List<StackResource> _resources = [];
    private readonly List<string> _notEmulated = [];

    private StackReader(StackIdentity identity, TemplateMap template, IReadOnlyDictionary<string, string> parameters)
    {
        _identity = identity;
        _template = template;
        _parameters = TemplateParameters.Read(template.Map("Parameters"), LocalParameters.Of(template, identity, parameters));
        _scope = new StackScope(identity, _parameters, template.Map("Conditions"), template.Map("Resources"), template.Map("Globals").Map("Function"));
    }

    /// <param name="file">The template's path; code folders are relative to it.</param>
    /// <param name="text">Its content.</param>
    /// <param name="identity">What the stack is run as.</param>
    /// <param name="parameters">Values for parameters; the others keep their defaults.</param>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    public static Stack Read(string file, string text, StackIdentity identity, IReadOnlyDictionary<string, string> parameters) =>
        new StackReader(identity, TemplateYaml.Parse(file, text), parameters).Read();

    private Stack Read()
    {
        if (_template.Find("Resources") is null)
            throw new TemplateException(_template.Position, "the template has no section Resources");

        TemplateRules.Check(_template.Map("Rules"), _scope.Evaluator);
        var declared = Declared().ToList();
        // Secrets come first: the functions' variables may name them.
        var secrets = OfType(declared, "AWS::SecretsManager::Secret").Select(Secret).ToList();
        var layers = new LayerReader(_scope, _notEmulated);
        foreach (var resource in declared.Where(static resource => resource.Type is "AWS::Serverless::LayerVersion" or "AWS::Lambda::LayerVersion"))
            layers.Add(resource.LogicalId, resource.Type, resource.Properties, resource.Metadata);
        var events = new List<ApiEvent>();
        var functions = OfType(declared, "AWS::Serverless::Function").SelectMany(resource => Function(resource, secrets, layers, events)).ToList();
        var apis = Apis(declared, events).ToList();
        return new Stack
        {
            Identity = _identity,
            Id = _scope.Reference("AWS::StackId")!,
            Description = _template.Text("Description"),
            Functions = functions,
            Secrets = secrets,
            Apis = apis,
            Tables = [.. OfType(declared, "AWS::DynamoDB::Table").Select(Table),
                .. OfType(declared, "AWS::Serverless::SimpleTable").Select(r => TableReader.SimpleTable(Name(r, "TableName"), r.Properties))],
            StoredParameters = [.. OfType(declared, "AWS::SSM::Parameter").Select(Parameter)],
            Schemas = [.. OfType(declared, "AWS::EventSchemas::Schema").Select(Schema)],
            Buckets = [.. OfType(declared, "AWS::S3::Bucket").Select(resource => _scope.Reference(resource.LogicalId)!)],
            Parameters = [.. Parameters()],
            Resources = _resources,
            Outputs = [.. Outputs(apis)],
            Sample = Sample(),
            NotEmulated = _notEmulated,
        };
    }

    private IEnumerable<Resource> Declared()
    {
        foreach (var (logicalId, value) in _template.Map("Resources").Entries)
        {
            var resource = value.AsMap(logicalId);
            var type = resource.RequiredText("Type");
            if (resource.Text("Condition") is { } condition && !_scope.Evaluator.Holds(resource.Position, condition))
                continue;
            if (IsRun(type))
                Found(logicalId, type);
            else
            {
                if (IsNamedOnly(type))
                    FoundIfNamed(logicalId, type, resource.Position);
                else if (!HasNoPartHere(type))
                    _notEmulated.Add($"{resource.Position}: {logicalId} ({type}) is not emulated");
                continue;
            }
            yield return new Resource(logicalId, type, resource.Position, Properties(type, resource), Metadata(resource));
        }
    }

    private void Found(string logicalId, string type) =>
        _resources.Add(new(logicalId, _scope.Reference(logicalId)!, StackResource.Transformed(type)));

    // It does nothing here, so that a name that cannot be read keeps nothing from running.
    private void FoundIfNamed(string logicalId, string type, TemplatePosition position)
    {
        try
        {
            Found(logicalId, type);
        }
        catch (TemplateException exception)
        {
            _notEmulated.Add($"{position}: {logicalId} ({type}) is left out: {exception.Reason}");
        }
    }

    private TemplateMap Properties(string type, TemplateMap resource)
    {
        var properties = resource.Map("Properties");
        if (type.StartsWith("AWS::Serverless::", StringComparison.Ordinal))
            properties = _template.Map("Globals").Map(type["AWS::Serverless::".Length..]).MergedWith(properties);
        // What IAM would enforce is not read: policies may name what nothing here can resolve.
        var read = properties with { Entries = properties.Entries.Where(entry => entry.Key is not ("Policies" or "Role")).ToDictionary() };
        return _scope.Evaluator.Evaluate(read) as TemplateMap ?? TemplateMap.Empty(resource.Position);
    }

    private TemplateMap Metadata(TemplateMap resource)
    {
        // Other tools' entries may say what nothing here can resolve.
        var metadata = resource.Map("Metadata");
        var read = metadata with { Entries = metadata.Entries.Where(entry => BuildReader.Names.Contains(entry.Key)).ToDictionary() };
        return _scope.Evaluator.Evaluate(read) as TemplateMap ?? TemplateMap.Empty(resource.Position);
    }

    private DeclaredSecret Secret(Resource resource) => new(
        resource.LogicalId, Name(resource, "Name"), _scope.Reference(resource.LogicalId)!, SecretReader.Value(resource.Properties));

    private DeclaredParameter Parameter(Resource resource) => new(
        Name(resource, "Name"), _scope.Attribute(resource.LogicalId, "Arn")!, resource.Properties.RequiredText("Type"), resource.Properties.RequiredText("Value"));

    private DeclaredSchema Schema(Resource resource) => new(
        resource.Properties.RequiredText("RegistryName"), Name(resource, "SchemaName"), _scope.Reference(resource.LogicalId)!,
        resource.Properties.RequiredText("Type"), resource.Properties.RequiredText("Content"), resource.Properties.Text("Description"));

    private TableDefinition Table(Resource resource)
    {
        foreach (var name in (string[])["GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification"])
        {
            if (resource.Properties.Find(name) is { } value)
                _notEmulated.Add($"{value.Position}: {resource.LogicalId} has {name}, which is not emulated");
        }
        return TableReader.Table(Name(resource, "TableName"), resource.Properties);
    }

    private IEnumerable<StackParameter> Parameters() => _template.Map("Parameters").Entries.Select(entry => new StackParameter(
        entry.Key,
        string.Join(',', _parameters[entry.Key].AsList(entry.Key).Select(item => item.AsText(entry.Key))),
        entry.Value.AsMap(entry.Key).Boolean("NoEcho")));

    private IEnumerable<StackOutput> Outputs(List<RestApi> apis)
    {
        var present = new PresentResources(_scope, _resources.Select(resource => resource.LogicalId).ToHashSet());
        return new OutputReader(_identity, new(_parameters, _template.Map("Conditions"), present), apis, _notEmulated).Read(_template.Map("Outputs"));
    }

    private SampleCall? Sample() => _template.Map("Metadata").Map("LambdaMcpLocal").Find("Sample")?.AsMap("Sample") is { } sample
        ? new SampleCall(sample.Text("Function"), sample.RequiredText("Tool"), sample.RequiredText("Arguments"))
        : null;

    private IEnumerable<FunctionDefinition> Function(Resource resource, List<DeclaredSecret> secrets, LayerReader layers, List<ApiEvent> events)
    {
        var properties = resource.Properties;
        if (properties.Text("PackageType") == "Image")
        {
            _notEmulated.Add($"{resource.Position}: {resource.LogicalId} is a container image, which is not emulated");
            _resources.RemoveAll(found => found.LogicalId == resource.LogicalId);
            yield break;
        }
        var arn = _scope.Attribute(resource.LogicalId, "Arn")!;
        foreach (var (name, value) in properties.Map("Events").Entries)
        {
            var declaration = value.AsMap(name);
            if (declaration.RequiredText("Type") is var type && type != "Api")
                _notEmulated.Add($"{declaration.Position}: the event {name} ({type}) is not emulated");
            else
                events.Add(new ApiEvent(arn, declaration.Map("Properties").Text("RestApiId"), declaration.Map("Properties")));
        }
        var function = FunctionReader.Read(resource.LogicalId, Name(resource, "FunctionName"), arn, properties, secrets, EventSettingsReader.Read(properties, _notEmulated));
        yield return function with
        {
            Build = BuildReader.Read(resource.LogicalId, function.CodeDirectory, resource.Metadata, properties.List("Architectures")),
            Layers = layers.Of(resource.LogicalId, properties),
            Url = properties.Find("FunctionUrlConfig")?.AsMap("FunctionUrlConfig") is { } config ? Url(resource.LogicalId, config) : null,
        };
    }

    private FunctionUrl Url(string function, TemplateMap config)
    {
        var logicalId = FunctionUrlReader.LogicalId(function);
        Found(logicalId, StackScope.FunctionUrlType);
        return FunctionUrlReader.Read(_identity.Id(logicalId, 32), _scope.Attribute(logicalId, "FunctionUrl")!, config);
    }

    private IEnumerable<RestApi> Apis(List<Resource> declared, List<ApiEvent> events)
    {
        var ids = new HashSet<string>();
        foreach (var resource in OfType(declared, "AWS::Serverless::Api"))
        {
            var id = _scope.Reference(resource.LogicalId)!;
            ids.Add(id);
            if (resource.Properties.Find("Cors") is { } cors)
                _notEmulated.Add($"{cors.Position}: Cors is not emulated; only OPTIONS routes that are declared answer a preflight");
            yield return ApiReader.Read(_identity, resource.LogicalId, id, resource.Properties, events.Where(entry => entry.ApiId == id));
        }
        if (events.Find(entry => entry.ApiId is { } id && !ids.Contains(id)) is { } stray)
            throw new TemplateException(stray.Properties.Position, "RestApiId names no API of this template");

        if (events.Exists(entry => entry.ApiId is null))
        {
            Found(ImplicitApi, "AWS::Serverless::Api");
            var properties = _scope.Evaluator.Evaluate(_template.Map("Globals").Map("Api")) as TemplateMap ?? TemplateMap.Empty(_template.Position);
            yield return ApiReader.Read(
                _identity, ImplicitApi, _scope.Reference(ImplicitApi)!, properties, events.Where(entry => entry.ApiId is null));
        }
    }

    private string Name(Resource resource, string property) => _scope.NameOf(resource.LogicalId, property);

    private static IEnumerable<Resource> OfType(List<Resource> resources, string type) => resources.Where(resource => resource.Type == type);

    private static bool IsRun(string type) => StackScope.IsEmulated(type);

    /// <summary>What others here belong to, by its name.</summary>
    private static bool IsNamedOnly(string type) => type is "AWS::EventSchemas::Registry" or "AWS::Logs::LogGroup";

    /// <summary>Rights, metrics and alarms: on one machine they change nothing that a caller could see.</summary>
    private static bool HasNoPartHere(string type) =>
        type is "AWS::S3::BucketPolicy" or "AWS::Lambda::Permission" or "AWS::ApiGateway::Account" or "AWS::CloudWatch::Alarm" or "AWS::CloudWatch::Dashboard"
        || type.StartsWith("AWS::IAM::", StringComparison.Ordinal);

    private sealed record Resource(string LogicalId, string Type, TemplatePosition Position, TemplateMap Properties, TemplateMap Metadata);
}
