namespace LambdaMcp.Local.Templates;

/// <summary>The names that a template's resources have: what Ref and Fn::GetAtt give without asking AWS.</summary>
internal sealed class StackScope : IResourceReferences
{
    /// <summary>The type of what SAM makes of a FunctionUrlConfig.</summary>
    public const string FunctionUrlType = "AWS::Lambda::Url";

    private readonly StackIdentity _stack;
    private readonly TemplateMap _resources;
    private readonly TemplateMap _functionDefaults;
    private readonly HashSet<string> _underWay = [];

    public StackScope(
        StackIdentity stack, IReadOnlyDictionary<string, TemplateValue> parameters, TemplateMap conditions, TemplateMap resources, TemplateMap functionDefaults)
    {
        _stack = stack;
        _resources = resources;
        _functionDefaults = functionDefaults;
        Evaluator = new TemplateEvaluator(parameters, conditions, this);
    }

    public TemplateEvaluator Evaluator { get; }

    public string? Reference(string name) => name switch
    {
        "AWS::Region" => _stack.Region,
        "AWS::AccountId" => _stack.AccountId,
        "AWS::StackName" => _stack.Name,
        "AWS::StackId" => _stack.Arn("cloudformation", $"stack/{_stack.Name}/{_stack.Id("stack", 10)}"),
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        _ => Describe(name) is { } resource ? resource.Reference : null,
    };

    public string? Attribute(string resource, string attribute) => (Describe(resource), attribute) switch
    {
        (null, _) => null,
        ({ } known, "Arn" or "Id") => known.Arn,
        ({ Type: "AWS::EventSchemas::Schema" } schema, "SchemaArn") => schema.Arn,
        ({ Type: "AWS::EventSchemas::Schema" }, "SchemaName") => NameOf(resource, "SchemaName"),
        ({ Type: "AWS::EventSchemas::Registry" } registry, "RegistryArn") => registry.Arn,
        ({ Type: "AWS::EventSchemas::Registry" }, "RegistryName") => NameOf(resource, "RegistryName"),
        ({ Type: FunctionUrlType }, "FunctionUrl") => _stack.FunctionUrl(resource),
        ({ Type: FunctionUrlType } url, "FunctionArn") => url.Arn,
        ({ Type: "AWS::Serverless::LayerVersion" or "AWS::Lambda::LayerVersion" } layer, "LayerVersionArn") => layer.Arn,
        ({ Type: "AWS::SSM::Parameter" }, "Type" or "Value") => Name(resource, attribute),
        ({ Type: "AWS::Serverless::Api" }, "Stage") => Name(resource, "StageName") ?? "Prod",
        ({ Type: var type }, _) when !IsEmulated(type) => $"{resource}.{attribute}",
        _ => null,
    };

    /// <summary>The name that a resource has: the one in <paramref name="property"/>, or stack and logical id.</summary>
    public string NameOf(string logicalId, string property) => Name(logicalId, property) ?? $"{_stack.Name}-{logicalId}";

    /// <summary>Whether resources of the type are run here.</summary>
    public static bool IsEmulated(string type) => type is "AWS::Serverless::Function" or "AWS::Serverless::Api" or "AWS::Serverless::SimpleTable"
        or "AWS::DynamoDB::Table" or "AWS::SecretsManager::Secret" or "AWS::SSM::Parameter" or "AWS::EventSchemas::Schema" or "AWS::S3::Bucket" or "AWS::Serverless::LayerVersion" or "AWS::Lambda::LayerVersion";

    private ResourceNames? Describe(string logicalId)
    {
        if (_resources.Find(logicalId) is not TemplateMap resource)
            return logicalId == "ServerlessRestApi" ? Api("AWS::Serverless::Api", logicalId) : FunctionUrl(logicalId);
        if (!_underWay.Add(logicalId))
            throw new TemplateException(resource.Position, $"the name of {logicalId} refers to itself");

        try
        {
            var type = resource.RequiredText("Type");
            return type switch
            {
                "AWS::Serverless::Function" => Named(type, logicalId, "FunctionName", name => _stack.Arn("lambda", $"function:{name}")),
                "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable" =>
                    Named(type, logicalId, "TableName", name => _stack.Arn("dynamodb", $"table/{name}")),
                "AWS::SecretsManager::Secret" => Secret(type, logicalId),
                "AWS::Serverless::Api" => Api(type, logicalId),
                "AWS::SSM::Parameter" => Named(type, logicalId, "Name", name => _stack.Arn("ssm", $"parameter/{name.TrimStart('/')}")),
                "AWS::EventSchemas::Schema" => Schema(type, logicalId),
                "AWS::EventSchemas::Registry" => Registry(type, logicalId),
                "AWS::Serverless::LayerVersion" or "AWS::Lambda::LayerVersion" => Layer(type, logicalId),
                "AWS::S3::Bucket" => Bucket(type, logicalId),
                "AWS::Logs::LogGroup" => Named(type, logicalId, "LogGroupName", name => _stack.Arn("logs", $"log-group:{name}:*")),
                _ => Named(type, logicalId, "Name", name => _stack.Arn("local", name)),
            };
        }
        finally
        {
            _underWay.Remove(logicalId);
        }
    }

    private ResourceNames Named(string type, string logicalId, string property, Func<string, string> arn)
    {
        var name = NameOf(logicalId, property);
        return new ResourceNames(type, name, arn(name));
    }

    /// <summary>The URL that SAM makes for a function with a FunctionUrlConfig.</summary>
    private ResourceNames? FunctionUrl(string logicalId)
    {
        if (!logicalId.EndsWith("Url", StringComparison.Ordinal) || _resources.Find(logicalId[..^3]) is not TemplateMap function
            || function.Text("Type") != "AWS::Serverless::Function" || _functionDefaults.MergedWith(function.Map("Properties")).Find("FunctionUrlConfig") is null)
        {
            return null;
        }
        return Describe(logicalId[..^3]) is { } names ? names with { Type = FunctionUrlType, Reference = names.Arn } : null;
    }

    private ResourceNames Secret(string type, string logicalId)
    {
        var arn = _stack.Arn("secretsmanager", $"secret:{NameOf(logicalId, "Name")}-{_stack.Id(logicalId, 6)}");
        return new ResourceNames(type, arn, arn);
    }

    private ResourceNames Schema(string type, string logicalId)
    {
        var arn = _stack.Arn("schemas", $"schema/{Name(logicalId, "RegistryName")}/{NameOf(logicalId, "SchemaName")}");
        return new ResourceNames(type, arn, arn);
    }

    private ResourceNames Registry(string type, string logicalId)
    {
        var arn = _stack.Arn("schemas", $"registry/{NameOf(logicalId, "RegistryName")}");
        return new ResourceNames(type, arn, arn);
    }

    // Unlike other resources, a layer without a name is called what the template calls it. It has one version, which is what it is referred to by.
    private ResourceNames Layer(string type, string logicalId)
    {
        var arn = _stack.Arn("lambda", $"layer:{Name(logicalId, "LayerName") ?? logicalId}:1");
        return new ResourceNames(type, arn, arn);
    }

    // A bucket's name has no capitals, and its ARN neither region nor account.
    private ResourceNames Bucket(string type, string logicalId)
    {
        var name = NameOf(logicalId, "BucketName").ToLowerInvariant();
        return new ResourceNames(type, name, $"arn:aws:s3:::{name}");
    }

    private ResourceNames Api(string type, string logicalId)
    {
        var id = _stack.Id(logicalId, 10);
        return new ResourceNames(type, id, _stack.Arn("apigateway", $"/restapis/{id}"));
    }

    private string? Name(string logicalId, string property) =>
        (_resources.Find(logicalId) as TemplateMap)?.Map("Properties").Find(property) is { } value
            ? Evaluator.Evaluate(value)?.AsText(property)
            : null;

    private sealed record ResourceNames(string Type, string Reference, string Arn);
}
