namespace LambdaMcp.StdioBridge.Settings;

/// <summary>What <c>--help</c> says of the bridge and its own settings.</summary>
internal static class BridgeHelp
{
    public const string Text = """
        Any stdio MCP server as a Lambda function.

        Starts the server with the process, keeps it, and serves its tools, prompts and resources to AgentCore Gateway, to an MCP endpoint that invokes
        the function, to callers that invoke it directly with JSON-RPC, and to MCP clients over HTTP (API Gateway, function URLs). Outside Lambda it is an
        HTTP server, or with --stdio a server on standard input and output.

        The server
          STDIO_SERVER_COMMAND               what starts it: a program, or npx or uvx with a package that is in the function's package
          STDIO_SERVER_ARGS                  its arguments: a JSON array of strings
          STDIO_SERVER_ENV                   its variables: a JSON object of strings; nothing else of the function's environment reaches it, but for
                                             PATH, HOME, LANG, TZ and their like
          STDIO_SERVER_SECRETS               variables that are secrets: a JSON object, each with the ARN of a Secrets Manager secret or a Parameter
                                             Store parameter; they are read when the process starts
          STDIO_SERVER_AWS_CREDENTIALS       whether it gets the function's AWS credentials and region (true)
          STDIO_SERVER_CLIENT_CAPABILITIES   what it may ask of clients that can: elicitation, sampling and roots, separated by commas; none for
                                             nothing (elicitation,sampling)
          STDIO_SERVER_ID                    what errors call it: its id (the function's name)
          STDIO_SERVER_NAME                  and its name (the id)
          The file mcp-server.json in the function's package (LAMBDA_TASK_ROOT, else the current folder) may say the same: an object with command, args,
          env, secrets, id and name, as an entry of mcpServers has them. Variables win over it.

        Its limits
          STDIO_SERVER_START_SECONDS         from its start to its answer to the handshake (30)
          STDIO_SERVER_CALL_SECONDS          a call; 0 for as long as the invocation lasts (0)
          STDIO_SERVER_MAX_CONCURRENT_CALLS  calls at one time; with more than one its log messages and questions may reach the wrong call (1)
          STDIO_SERVER_MAX_MESSAGE_BYTES     the longest message that is taken from it (6291456)
          STDIO_SERVER_MAX_MEMORY_MB         the memory of it and all that it starts; over it, it is started anew; 0 for any (0)
        """;
}
