using System.Globalization;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers.Generation;

/// <summary>One server in the template: the function, its role, its log group, its alarms.</summary>
internal static class FunctionResources
{
    // Of the time-out: a call that took longer was near to being cut off.
    private const double NearTimeout = 0.9;

    public static string Of(Server server) => $$"""
          {{server.LogicalName}}Function:
            Type: AWS::Serverless::Function
            Metadata:
              BuildMethod: makefile
            Properties:
              FunctionName: !Sub "${NamePrefix}{{server.Id}}"
              Description: {{TemplateText.Quoted(server.Description)}}
              CodeUri: {{server.Id}}/
              Handler: bootstrap
              Runtime: {{Runtime(server.Runtime)}}
              Architectures: [{{server.Architecture}}]
              MemorySize: {{server.Memory}}
              Timeout: {{server.TimeoutSeconds}}
              Role: !GetAtt {{server.LogicalName}}Role.Arn
              Layers:
                - !Ref {{BridgeLayer.LogicalId(server.Architecture)}}
        {{Layers(server)}}      LoggingConfig:
                LogGroup: !Ref {{server.LogicalName}}LogGroup
        {{Url(server)}}{{Environment(server)}}      Tags:
                mcp-server: {{server.Id}}
          {{server.LogicalName}}LogGroup:
            Type: AWS::Logs::LogGroup
            DeletionPolicy: Delete
            UpdateReplacePolicy: Delete
            Properties:
              LogGroupName: !Sub "/aws/lambda/${NamePrefix}{{server.Id}}"
              RetentionInDays: !Ref LogRetentionDays
          {{server.LogicalName}}Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: { Service: [lambda.amazonaws.com] }
                    Action: sts:AssumeRole
        {{ManagedPolicies(server)}}      Policies:
                - PolicyName: {{server.Id}}
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: [logs:CreateLogStream, logs:PutLogEvents]
                        Resource: !GetAtt {{server.LogicalName}}LogGroup.Arn
        {{Statements(server)}}{{Alarm(server, "Errors", "failed", "Sum", 1)}}{{Alarm(server, "Throttles", "was throttled", "Sum", 1)}}{{Alarm(server, "Duration", "took nearly as long as its time-out allows", "Maximum", (int)(server.TimeoutSeconds * 1000 * NearTimeout))}}
        """;

    private static string Runtime(ServerRuntime runtime) => runtime switch { ServerRuntime.Node => "nodejs22.x", ServerRuntime.Python => "python3.13", _ => "provided.al2023" };

    private static string Environment(Server server)
    {
        var variables = new List<string>();
        // On provided.al2023 Lambda finds /opt/bootstrap by itself.
        if (server.Runtime != ServerRuntime.Binary)
            variables.Add("AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap");
        if (server.HasUrl)
            variables.Add("MCP_RESPONSE_STREAMING: \"true\"");
        if (server.Secrets.Count > 0)
            variables.Add($"STDIO_SERVER_SECRETS: {TemplateText.Substituted(new JsonObject(server.Secrets.Select(secret => KeyValuePair.Create(secret.Key, (JsonNode?)secret.Value))).ToJsonString())}");
        return variables.Count == 0 ? "" : "      Environment:\n        Variables:\n" + string.Concat(variables.Select(variable => $"          {variable}\n"));
    }

    private static string Url(Server server) => server.HasUrl ? """
              FunctionUrlConfig:
                AuthType: AWS_IAM
                InvokeMode: RESPONSE_STREAM

        """ : "";

    private static string Layers(Server server) => string.Concat(server.Layers.Select(arn => $"        - {TemplateText.Substituted(arn)}\n"));

    private static string ManagedPolicies(Server server) => server.ManagedPolicies.Count == 0
        ? ""
        : "      ManagedPolicyArns:\n" + string.Concat(server.ManagedPolicies.Select(arn => $"        - {TemplateText.Substituted(arn)}\n"));

    private static string Statements(Server server)
    {
        var secrets = Secrets(server, ":ssm:", "ssm:GetParameter").Concat(Secrets(server, ":secretsmanager:", "secretsmanager:GetSecretValue"));
        return string.Concat(secrets.Concat(server.Statements).Select(Statement));
    }

    private static IEnumerable<PolicyStatement> Secrets(Server server, string service, string action)
    {
        var arns = server.Secrets.Values.Where(arn => arn.Contains(service, StringComparison.Ordinal)).Distinct().ToList();
        return arns.Count == 0 ? [] : [new([action], arns, null)];
    }

    private static string Statement(PolicyStatement statement) => $$"""
                      - Effect: Allow
                        Action: [{{string.Join(", ", statement.Actions.Select(TemplateText.Quoted))}}]
                        Resource: [{{string.Join(", ", statement.Resources.Select(TemplateText.Substituted))}}]
        {{(statement.Conditions is { } conditions ? $"                Condition: {conditions.ToJsonString()}\n" : "")}}
        """;

    private static string Alarm(Server server, string metric, string told, string statistic, int threshold) => $$"""
          {{server.LogicalName}}{{metric}}Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmDescription: {{TemplateText.Quoted($"The MCP server {server.Id} {told}.")}}
              AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]
              TreatMissingData: notBreaching
              ComparisonOperator: GreaterThanOrEqualToThreshold
              Namespace: AWS/Lambda
              MetricName: {{metric}}
              Dimensions:
                - { Name: FunctionName, Value: !Ref {{server.LogicalName}}Function }
              Statistic: {{statistic}}
              Period: 300
              EvaluationPeriods: 1
              Threshold: {{threshold.ToString(CultureInfo.InvariantCulture)}}

        """;
}
