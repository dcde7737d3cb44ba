using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class StackReaderTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Globals_are_merged_into_functions_as_SAM_merges_them()
    {
        var stack = _folder.Read("""
            Globals:
              Function:
                Runtime: provided.al2023
                Timeout: 7
                Environment: { Variables: { SHARED: a, OWN: a } }
                Tags: { team: x }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: named
                  Description: Says hello.
                  Handler: bootstrap
                  CodeUri: code
                  MemorySize: 512
                  Environment: { Variables: { OWN: b } }
            """);

        var function = Assert.Single(stack.Functions);
        Assert.Equal("named", function.Name);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:named", function.Arn);
        Assert.Equal("provided.al2023", function.Runtime);
        Assert.Equal(TimeSpan.FromSeconds(7), function.Timeout);
        Assert.Equal(512, function.MemorySizeMB);
        Assert.Equal(new Dictionary<string, string> { ["SHARED"] = "a", ["OWN"] = "b" }, function.Environment);
        Assert.Equal("x", function.Tags["team"]);
        Assert.Equal("Says hello.", function.Description);
    }

    [Fact]
    public void What_is_not_emulated_is_reported_and_rights_and_logs_are_not()
    {
        var stack = _folder.Read("""
            Resources:
              Queue: { Type: AWS::SQS::Queue }
              Logs: { Type: AWS::Logs::LogGroup }
              Role: { Type: AWS::IAM::Role }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: bootstrap
                  Runtime: provided.al2023
                  CodeUri: code
                  Events:
                    Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
            """);

        Assert.Equal(
            [$"{_folder.File}:2: Queue (AWS::SQS::Queue) is not emulated", $"{_folder.File}:12: the event Nightly (Schedule) is not emulated"],
            stack.NotEmulated);
    }

    [Fact]
    public void A_resource_whose_condition_does_not_hold_is_left_out()
    {
        var stack = _folder.Read("""
            Conditions:
              Never: !Equals [a, b]
            Resources:
              T: { Type: AWS::Serverless::SimpleTable, Condition: Never }
            """);

        Assert.Empty(stack.Tables);
    }

    [Fact]
    public void A_secret_is_taken_from_its_parameter_or_generated()
    {
        const string template = """
            Parameters:
              Token: { Type: String, Default: "" }
            Conditions:
              Given: !Not [!Equals [!Ref Token, ""]]
            Resources:
              S:
                Type: AWS::SecretsManager::Secret
                Properties:
                  SecretString: !If [Given, !Ref Token, !Ref AWS::NoValue]
                  GenerateSecretString: !If [Given, !Ref AWS::NoValue, { PasswordLength: 48, ExcludePunctuation: true }]
            """;

        Assert.Equal("given", _folder.Read(template, ("Token", "given")).Secrets[0].Value);
        var generated = _folder.Read(template).Secrets[0].Value;
        Assert.Equal(48, generated.Length);
        Assert.All(generated, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.NotEqual(generated, _folder.Read(template).Secrets[0].Value);
    }

    [Theory]
    [InlineData("{{resolve:secretsmanager:token}}", "{\"key\":\"value\"}")]
    [InlineData("{{resolve:secretsmanager:token:SecretString}}", "{\"key\":\"value\"}")]
    [InlineData("a {{resolve:secretsmanager:token:SecretString:key}} b", "a value b")]
    public void A_dynamic_reference_becomes_the_secret(string reference, string expected)
    {
        var stack = _folder.Read(WithSecret($"'{reference}'"));

        Assert.Equal(expected, stack.Functions[0].Environment["TOKEN"]);
    }

    [Fact]
    public void A_dynamic_reference_may_name_the_secret_by_its_ARN()
    {
        var stack = _folder.Read(WithSecret("!Sub '{{resolve:secretsmanager:${S}:SecretString:key}}'"));

        Assert.Equal("value", stack.Functions[0].Environment["TOKEN"]);
    }

    [Fact]
    public void Tables_have_keys_and_a_time_to_live_and_an_index_is_reported()
    {
        var stack = _folder.Read("""
            Resources:
              T:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    - { AttributeName: pk, AttributeType: S }
                    - { AttributeName: sk, AttributeType: N }
                  KeySchema:
                    - { AttributeName: pk, KeyType: HASH }
                    - { AttributeName: sk, KeyType: RANGE }
                  GlobalSecondaryIndexes:
                    - IndexName: by-sk
                      KeySchema: [{ AttributeName: sk, KeyType: HASH }]
                      Projection: { ProjectionType: ALL }
                  TimeToLiveSpecification: { AttributeName: expiresAt, Enabled: true }
            """);

        var table = Assert.Single(stack.Tables);
        Assert.Equal("test-T", table.Name);
        Assert.Equal(("pk", AttributeType.S), (table.HashKey.Name, table.HashKey.Type));
        Assert.Equal(("sk", AttributeType.N), (table.RangeKey!.Name, table.RangeKey.Type));
        Assert.Equal("expiresAt", table.TimeToLiveAttribute);
        Assert.Equal([$"{_folder.File}:12: T has GlobalSecondaryIndexes, which is not emulated"], stack.NotEmulated);
    }

    [Fact]
    public void Metadata_gives_parameters_local_values_and_the_command_line_has_the_last_word()
    {
        const string template = """
            Metadata:
              LambdaMcpLocal: { Parameters: { P: local, Q: local } }
            Parameters:
              P: { Type: String, Default: cloud }
              Q: { Type: String, Default: cloud }
            Resources:
              T: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: !Sub "${P}-${Q}" } }
            """;

        Assert.Equal("local-mine", _folder.Read(template, ("Q", "mine")).Tables[0].Name);
    }

    [Fact]
    public void Such_a_value_may_name_the_local_address_and_other_parameters()
    {
        const string template = """
            Metadata:
              LambdaMcpLocal: { Parameters: { Url: "{LocalUrl}/{Stage}" } }
            Parameters:
              Url: { Type: String, Default: "" }
              Stage: { Type: String, Default: prod }
            Resources:
              T: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: !Ref Url } }
            """;

        Assert.Equal("http://127.0.0.1:8080/prod", _folder.Read(template).Tables[0].Name);
        Assert.Equal("http://127.0.0.1:8080/dev", _folder.Read(template, ("Stage", "dev")).Tables[0].Name);
        Assert.Equal("https://mcp.example.com", _folder.Read(template, ("Url", "https://mcp.example.com")).Tables[0].Name);
        var error = Assert.Throws<LambdaMcp.Local.Templates.TemplateException>(() => _folder.Read(template.Replace("{Stage}", "{Nothing}", StringComparison.Ordinal)));
        Assert.Contains("Nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_have_the_time_that_their_events_give_them()
    {
        var stack = _folder.Read(Routed("TimeoutInMillis: 900000, ResponseTransferMode: RESPONSE_STREAM"));

        Assert.Equal(
            [("/a", TimeSpan.FromMinutes(15)), ("/b", TimeSpan.FromSeconds(29))],
            stack.Apis[0].Routes.Select(route => (route.Path, route.Timeout)));
    }

    [Theory]
    [InlineData("49")]
    [InlineData("900001")]
    public void A_time_that_API_Gateway_does_not_take_is_refused(string limit) =>
        Assert.Contains("TimeoutInMillis", Assert.Throws<LambdaMcp.Local.Templates.TemplateException>(() => _folder.Read(Routed($"TimeoutInMillis: {limit}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Asynchronous_events_are_handled_as_the_function_says()
    {
        var stack = _folder.Read("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: bootstrap
                  Runtime: provided.al2023
                  CodeUri: code
                  EventInvokeConfig:
                    MaximumRetryAttempts: 1
                    MaximumEventAgeInSeconds: 600
                    DestinationConfig:
                      OnFailure: { Type: Lambda, Destination: !GetAtt G.Arn }
                      OnSuccess: { Type: SQS }
              G: { Type: AWS::Serverless::Function, Properties: { Handler: bootstrap, Runtime: provided.al2023, CodeUri: code } }
            """);

        var events = stack.Functions[0].Events;
        Assert.Equal((1, TimeSpan.FromMinutes(10)), (events.MaximumRetryAttempts, events.MaximumAge));
        Assert.Equal(stack.Functions[1].Arn, events.OnFailure);
        Assert.Null(events.OnSuccess);
        Assert.Contains("OnSuccess is no function", Assert.Single(stack.NotEmulated), StringComparison.Ordinal);
        Assert.Equal((2, TimeSpan.FromHours(6)), (stack.Functions[1].Events.MaximumRetryAttempts, stack.Functions[1].Events.MaximumAge));
    }

    [Fact]
    public void The_projects_own_template_is_read_whole()
    {
        var file = Repository.Path("template.yaml");

        var stack = LambdaMcp.Local.Templates.StackReader.Read(
            file, File.ReadAllText(file), new LambdaMcp.Local.Templates.StackIdentity("lambda-mcp"), new Dictionary<string, string>());

        Assert.Empty(stack.NotEmulated);
        Assert.Equal(
            ["AuthorizerFunction", "McpFunction", "TaskFunction", "TaskFailureFunction", "RegistrationFunction"],
            stack.Functions.Select(function => function.LogicalId));
        Assert.Equal(["lambda-mcp-SessionsTable", "lambda-mcp-RegistrationsTable", "lambda-mcp-TokensTable"], stack.Tables.Select(table => table.Name));
        var api = Assert.Single(stack.Apis);
        Assert.Equal("prod", api.Stage);
        Assert.Equal(26, api.Routes.Count);
        Assert.All(api.Routes, route => Assert.Equal(!route.Path.StartsWith("/register", StringComparison.Ordinal), route.Streamed));
        Assert.All(api.Routes, route => Assert.Equal(
            (route.Path, route.Method) switch
            {
                ("/mcp" or "/mcp/{set}" or "/sse" or "/message", not "OPTIONS") => RouteAuthorization.Lambda,
                ("/register" or "/register/import" or "/register/{id}" or "/iam/mcp", _) => RouteAuthorization.Iam,
                _ => RouteAuthorization.None,
            },
            route.Authorization));
        Assert.Equal(401, api.GatewayResponses["UNAUTHORIZED"].StatusCode);
        Assert.Equal(
            "'Bearer resource_metadata=\"http://127.0.0.1:8080/prod/.well-known/oauth-protected-resource/mcp\", scope=\"mcp\"'",
            api.GatewayResponses["UNAUTHORIZED"].Headers["WWW-Authenticate"]);
        Assert.Equal(stack.Functions[3].Arn, stack.Functions[2].Events.OnFailure);
        Assert.Equal(stack.Secrets[0].Arn, stack.Functions[0].Environment["MCP_AUTH_TOKEN_SECRET_ARN"]);
    }

    private static string Routed(string timeout) => $$"""
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: bootstrap
              Runtime: provided.al2023
              CodeUri: code
              Events:
                A: { Type: Api, Properties: { Path: /a, Method: GET, {{timeout}} } }
                B: { Type: Api, Properties: { Path: /b, Method: GET } }
        """;

    private static string WithSecret(string variable) => $$"""
        Resources:
          S:
            Type: AWS::SecretsManager::Secret
            Properties: { Name: token, SecretString: '{"key":"value"}' }
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: bootstrap
              Runtime: provided.al2023
              CodeUri: code
              Environment:
                Variables:
                  TOKEN: {{variable}}
        """;
}
