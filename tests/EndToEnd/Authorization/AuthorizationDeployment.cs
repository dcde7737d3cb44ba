using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.Authorization;

/// <summary>A deployment whose callers have different rights, and entries of each kind for some of them.</summary>
public sealed class AuthorizationDeployment : LocalDeployment
{
    public const string Collection = "authorization";

    /// <summary>Has every scope, and is not narrowed.</summary>
    public const string Wide = "the-token-of-someone-who-may-do-everything";

    /// <summary>Is narrowed to some tools, resources and prompts.</summary>
    public const string Narrow = "the-token-of-someone-who-may-do-a-little";

    /// <summary>May manage the functions of the tools that it is narrowed to.</summary>
    public const string Manager = "the-token-of-someone-who-may-manage-a-little";

    protected override IEnumerable<string> Parameters =>
    [
        "ManagementTools=true", "SearchTools=true", "InvokeMany=true", "LegacySse=true",
        $$"""
        McpAuthToken={"tokens":[
        {"name":"wide","token":"{{Wide}}","scopes":["mcp","hr","lambda-mcp/manage"]},
        {"name":"narrow","token":"{{Narrow}}","scopes":["mcp","lambda-mcp/manage"],"tools":["auth-open*","auth-pay"],"resources":["auth://open/*"],"prompts":["auth-open*"]},
        {"name":"manager","token":"{{Manager}}","scopes":["mcp","lambda-mcp/manage"],"tools":["auth-open*","list_functions","invoke_function"]}]}
        """.ReplaceLineEndings(""),
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Ready = Ready with { Token = Wide };
        foreach (var registration in new[]
        {
            """{"type":"tool","name":"auth-open","description":"Answers anybody.","lambdaArn":"private-orders"}""",
            """{"type":"tool","name":"auth-open-task","description":"Takes its time.","task":"required","lambdaArn":"private-orders"}""",
            """{"type":"tool","name":"auth-pay","description":"Pays.","scopes":["hr"],"lambdaArn":"private-echo"}""",
            """{"type":"tool","name":"auth-fire","description":"Fires somebody.","lambdaArn":"private-echo"}""",
            """{"type":"resource","name":"auth-a","uri":"auth://open/a","lambdaArn":"private-echo"}""",
            """{"type":"resource","name":"auth-b","uri":"auth://open/b","scopes":["hr"],"lambdaArn":"private-echo"}""",
            """{"type":"resource","name":"auth-c","uri":"auth://closed/c","lambdaArn":"private-echo"}""",
            """{"type":"resource-template","name":"auth-t","uriTemplate":"auth://open/{id}","lambdaArn":"private-echo"}""",
            """{"type":"resource-template","name":"auth-u","uriTemplate":"auth://closed/{+id}","lambdaArn":"private-echo"}""",
            """{"type":"prompt","name":"auth-open-prompt","description":"Says it.","lambdaArn":"private-echo"}""",
            """{"type":"prompt","name":"auth-closed-prompt","description":"Says it.","lambdaArn":"private-echo"}""",
        })
        {
            using var http = new SignedHttp(Ready);
            using var answer = await http.SendAsync(
                HttpMethod.Post, Ready.RegisterUrl, registration.Replace("\"private-", $"\"arn:aws:lambda:{Ready.Region}:{AccountId}:function:private-", StringComparison.Ordinal));
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }
    }
}
