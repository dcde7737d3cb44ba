namespace LambdaMcp.Local.Tests.Lambda;

public sealed class JavaScriptSdkTests
{
    [Fact]
    public async Task The_AWS_SDK_for_JavaScript_understands_every_operation()
    {
        Require.Program("node");
        Require.NodePackage("@aws-sdk/client-lambda");
        await using var lambda = new LambdaHarness();
        lambda.AddNode("""
            import { existsSync, writeFileSync } from "node:fs";
            export const handler = async (event, context) => {
              console.log("event", JSON.stringify(event));
              if (event.fail) throw new TypeError(event.fail);
              return { event, custom: context.clientContext?.custom };
            };
            """, "plain", configure: function => function with { Description = "returns its event", Tags = new Dictionary<string, string> { ["mcp"] = "true" } });
        lambda.AddNode("""
            import { existsSync } from "node:fs";
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              if (event.early) throw new TypeError("before the first byte");
              stream.write("one ");
              while (event.wait && !existsSync(event.wait)) await new Promise((next) => setTimeout(next, 5));
              if (event.late) throw new TypeError("after the first byte");
              stream.write("two");
              stream.end();
            });
            """, "streaming");
        lambda.AddNode("export const handler = () => 1;", "closed", configure: function => function with
        {
            ReservedConcurrency = 0,
            Url = new LambdaMcp.Local.Lambda.FunctionUrl { Id = "id", Address = "http://127.0.0.1:1/", IsSigned = true, Cors = new(["*"], ["POST"], [], [], false, 60) },
        });
        foreach (var number in Enumerable.Range(0, 60))
            lambda.Add($"filler{number:00}", "provided.al2023", "h", "f", "");
        using var client = await lambda.ServeAsync();

        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "LambdaMcp.Local.Tests", "Lambda", "js", "lambda-client.mjs"),
            "@aws-sdk/client-lambda",
            [client.BaseAddress!.ToString(), lambda.Shared]);

        Assert.True(exitCode == 0, $"{output}\n{errors}\n{string.Join('\n', lambda.Lines)}");
        Assert.Contains("all checks passed", output, StringComparison.Ordinal);
    }
}
