using System.Text.RegularExpressions;
using LambdaMcp.Aws.Sealing;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Tests.Settings;

public sealed class EndpointSettingsTests
{
    private const string Key = "a key, of enough characters";

    [Fact]
    public void Without_variables_there_are_no_tables_and_no_sealing_keys()
    {
        var backends = EndpointSettings.Read(Variables.Of()).Backends;

        Assert.Null(backends.SessionTable);
        Assert.Null(backends.SealingKeySecret);
        Assert.Null(backends.SealingKeys);
    }

    [Fact]
    public void The_authorizer_is_a_role_that_Lambda_alone_serves()
    {
        Assert.Equal(EndpointRole.Authorizer, EndpointSettings.RoleOf(Variables.Of(("MCP_ROLE", "authorizer"))));
        var exception = Assert.Throws<InvalidSettingException>(() => EndpointSettings.Read(Variables.Of(("MCP_ROLE", "authorizer"))));
        Assert.Contains("on Lambda only", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_are_told_to_ask_for_the_scopes_that_there_are_or_for_what_the_issuer_calls_them()
    {
        var plain = EndpointSettings.Read(Variables.Of()).Resource;
        var managing = EndpointSettings.Read(Variables.Of(("MCP_MANAGEMENT_TOOLS", "true"))).Resource;
        var others = EndpointSettings.Read(Variables.Of(("MCP_MANAGEMENT_TOOLS", "true"), ("MCP_OAUTH_SCOPES", "api://app/mcp api://app/manage"))).Resource;

        Assert.Equal(["mcp"], plain.Scopes);
        Assert.Equal(["mcp", "lambda-mcp/manage"], managing.Scopes);
        Assert.Equal("mcp", managing.RequestedScope);
        Assert.Equal(["api://app/mcp", "api://app/manage"], others.Scopes);
        Assert.Equal("api://app/mcp api://app/manage", others.RequestedScope);
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a  b")]
    [InlineData("a\nb")]
    public void What_would_break_the_challenge_is_no_scope(string scopes) =>
        Assert.Contains("MCP_OAUTH_SCOPES", Assert.Throws<InvalidSettingException>(() => EndpointSettings.Read(Variables.Of(("MCP_OAUTH_SCOPES", scopes)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Signatures_are_checked_in_front_of_a_function_alone() =>
        Assert.Contains("MCP_IAM_CLIENTS", Assert.Throws<InvalidSettingException>(() => EndpointSettings.Read(Variables.Of(("MCP_IAM_CLIENTS", "true")))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_sealing_key_may_be_a_secrets_or_stand_in_the_setting()
    {
        var secret = EndpointSettings.Read(Variables.Of(("MCP_SEALING_KEY_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key"))).Backends;
        var one = EndpointSettings.Read(Variables.Of(("MCP_SEALING_KEY", Key))).Backends;
        var two = EndpointSettings.Read(Variables.Of(("MCP_SEALING_KEY", $"[\"another {Key}\",\"{Key}\"]"))).Backends;

        Assert.Equal("arn:aws:secretsmanager:eu-west-1:123456789012:secret:key", secret.SealingKeySecret);
        Assert.Equal(SealingKeyText.Parse(Key)[0].ToArray(), Assert.Single(one.SealingKeys!).ToArray());
        Assert.Equal(2, two.SealingKeys!.Count);
        Assert.Equal(one.SealingKeys![0].ToArray(), two.SealingKeys[1].ToArray());
    }

    [Fact]
    public void Without_variables_a_call_is_only_made()
    {
        var calls = EndpointSettings.Read(Variables.Of()).Calls;

        Assert.Null(calls.MaxCallsPerPrincipal);
        Assert.Null(calls.LargeAnswers);
        Assert.Equal(new(), calls.Interceptors);
        Assert.False(calls.StackTraces);
    }

    [Fact]
    public void What_callers_may_do_is_bounded_where_it_is_set_and_there_is_more_than_one()
    {
        var unbounded = EndpointSettings.Read(Variables.Of()).Mcp;
        (string, string?)[] limits = [("MCP_REQUESTS_PER_MINUTE", "90"), ("MCP_MAX_STREAMS_PER_PRINCIPAL", "3")];
        var bounded = EndpointSettings.Read(Variables.Of(limits)).Mcp;
        var alone = EndpointSettings.Read(Variables.Of(limits), isStdio: true).Mcp;

        Assert.Equal((0, 0), (unbounded.RequestsPerMinute, unbounded.MaxStreamsPerPrincipal));
        Assert.Equal((90, 3), (bounded.RequestsPerMinute, bounded.MaxStreamsPerPrincipal));
        Assert.Equal((0, 0), (alone.RequestsPerMinute, alone.MaxStreamsPerPrincipal));
    }

    [Fact]
    public void The_servers_own_functions_are_known_by_name()
    {
        var settings = EndpointSettings.Read(Variables.Of(
            ("AWS_LAMBDA_FUNCTION_NAME", "mcp-endpoint"), ("MCP_TASK_FUNCTION", "arn:aws:lambda:eu-west-1:123456789012:function:mcp-tasks:live"),
            ("MCP_REQUEST_INTERCEPTOR_ARN", "before"), ("MCP_OWN_FUNCTIONS", "mcp-register,mcp-authorizer:1")));

        Assert.Equal(["before", "mcp-authorizer", "mcp-endpoint", "mcp-register", "mcp-tasks"], settings.Discovery.OwnFunctions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_steps_of_a_call_are_set()
    {
        var settings = EndpointSettings.Read(Variables.Of(
            ("MCP_MAX_CALLS_PER_PRINCIPAL", "5"), ("MCP_RESULT_CACHE_BYTES", "0"), ("MCP_LARGE_ANSWERS_BUCKET", "b"), ("MCP_LARGE_ANSWER_BYTES", "100000"),
            ("MCP_LARGE_ANSWER_LINK_SECONDS", "60"), ("MCP_REQUEST_INTERCEPTOR_ARN", "before"), ("MCP_RESPONSE_INTERCEPTOR_ARN", "after"),
            ("MCP_INTERCEPTOR_HEADERS", "true"), ("MCP_FUNCTION_STACK_TRACES", "true")));

        Assert.Equal((5, 0, true), (settings.Calls.MaxCallsPerPrincipal, settings.Calls.CacheBytes, settings.Calls.StackTraces));
        Assert.Equal((100_000, TimeSpan.FromMinutes(1)), (settings.Calls.LargeAnswers!.Threshold, settings.Calls.LargeAnswers.LinkLifetime));
        Assert.Equal("b", settings.Backends.LargeAnswersBucket);
        Assert.Equal(("before", "after", true), (settings.Calls.Interceptors.Request, settings.Calls.Interceptors.Response, settings.Calls.Interceptors.PassHeaders));
    }

    [Theory]
    [InlineData("SECRET")]
    [InlineData("[SECRET")]
    public void A_sealing_key_that_cannot_be_used_names_the_variable_and_not_the_key(string value)
    {
        var error = Assert.Throws<InvalidSettingException>(() => EndpointSettings.Read(Variables.Of(("MCP_SEALING_KEY", value))));

        Assert.Contains("MCP_SEALING_KEY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_describes_every_variable_that_is_read()
    {
        var read = new HashSet<string>();
        EndpointSettings.Read(new(name =>
        {
            read.Add(name);
            return null;
        }));

        // Lambda sets this one, and nobody else should.
        read.Remove("AWS_LAMBDA_FUNCTION_NAME");

        Assert.All(read, name => Assert.Matches($"(?m)^  {Regex.Escape(name)} ", Help.Text));
    }
}
