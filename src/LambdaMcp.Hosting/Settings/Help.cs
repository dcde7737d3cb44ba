namespace LambdaMcp.Hosting.Settings;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public const string Text = """
        The MCP endpoint: AWS Lambda functions as MCP tools.

        Runs as a Lambda function (runtime provided.al2023) behind API Gateway, or, outside Lambda, as an HTTP server.
        With --stdio it serves the one desktop client that starts it, on standard input and output.
        It is configured by environment variables; AWS credentials and region come from the usual places.

        What becomes a tool
          FUNCTION_PREFIX                    functions whose names start so; the prefix is not part of the tool's name
          FUNCTION_LIST                      functions by name, separated by commas; with a prefix too, either will do
          FUNCTION_TAG_KEY                   of these, or of all functions where neither is set, those with this tag,
          FUNCTION_TAG_VALUE                 and this value of it; both are set, or none
          FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY  the tag that holds the ARN of the EventBridge schema of a function's arguments
          MCP_FUNCTION_TAGS                  true: tags such as mcp:name and mcp:readOnly say more of a tool (false)
          MCP_OWN_FUNCTIONS                  functions by name that are never discovered, because they are this server's; it knows of itself,
                                             MCP_TASK_FUNCTION and the interceptors
          MCP_REGISTRATIONS_TABLE            DynamoDB table of registered tools; none: only the functions above
          MCP_REGISTRATIONS_MAX_AGE_SECONDS  how old a registration may be that is served (10)
          MCP_FUNCTIONS_MAX_AGE_SECONDS      how old the list of functions may be (300)
          MCP_TARGETS_MAX_AGE_SECONDS        how old the lists of aggregated functions may be (300)
          MCP_SEARCH_TOOLS                   true adds search_tools, by which clients find tools; only lists nothing else (false)
          MCP_INVOKE_MANY                    true adds invoke_many, which calls up to 20 tools at once (false)

        Management: list_functions, invoke_function, get_function_schema and monitor_executions, for the functions above alone
          MCP_MANAGEMENT_TOOLS               true has them for tokens with the scope lambda-mcp/manage (false)

        Sessions and limits
          MCP_SESSIONS_TABLE                 DynamoDB table of sessions and tasks; none: in this process's memory
          MCP_SESSION_TTL_SECONDS            how long a session lives after its last use (86400)
          MCP_STREAM_SECONDS                 how long a stream is held on which a client listens; 0 for no such streams (300)
          MCP_REQUESTS_PER_MINUTE            requests of one principal in a minute, over all instances, unless its token says otherwise; a sixth of
                                             them, and 10 at least, may come at once; 0 for any number (0)
          MCP_MAX_STREAMS_PER_PRINCIPAL      streams on which one principal listens at one time, over all instances; 0 for any number (0)
          MCP_LEGACY_SSE                     true serves clients of MCP 2024-11-05 at /sse and /message (false)
          MCP_MAX_REQUEST_BYTES              the largest request body (5242880)
          MCP_ALLOWED_ORIGINS                origins that browsers may call from, separated by commas; * for all

        Calls
          MCP_MAX_CALLS_PER_PRINCIPAL        calls of one principal at one time, over all instances; 0 for any number (0)
          MCP_RESULT_CACHE_BYTES             memory for results of registrations with "cache"; 0 keeps none (16777216)
          MCP_LARGE_ANSWERS_BUCKET           S3 bucket for answers that are too large for a result, which links to them; none: they fail
          MCP_LARGE_ANSWER_BYTES             from how many bytes on an answer goes there (5242880)
          MCP_LARGE_ANSWER_LINK_SECONDS      how long a link works, if the credentials of the process last (3600)
          MCP_REQUEST_INTERCEPTOR_ARN        a function that may change, answer or refuse each tools/call before it is made
          MCP_RESPONSE_INTERCEPTOR_ARN       a function that may change or refuse each answer to a tools/call
          MCP_INTERCEPTOR_HEADERS            true shows them the HTTP headers, the bearer token among them (false)
          MCP_FUNCTION_STACK_TRACES          true shows clients the stack traces of functions that fail (false)

        Keys: what clients hold and bring back (session ids, cursors, states) is signed and sealed
          MCP_SEALING_KEY_SECRET_ARN         the secret or parameter of the key, by its ARN: a text of 16 characters or more, or a JSON
                                             array of texts, newest first; a new one goes to the end until all have read it
          MCP_SEALING_KEY                    or the key itself, in the same form; none: a random key for each process

        Tasks
          MCP_TASK_FUNCTION                  the function that runs tasks, by name or ARN; none: this process, but on Lambda there are no tasks then.
                                             For the registration API: the function that looks at functions in a dry run
          MCP_TASK_TTL_SECONDS               how long a task is kept from its creation on (86400)

        What it says of itself
          MCP_SERVER_NAME                    the server's name (lambda-mcp)
          MCP_SERVER_INSTRUCTIONS            how a model should use it
          MCP_PUBLIC_URL                     the URL of the MCP endpoint as clients know it, for OAuth; none: as each request shows it, and a
                                             server on a loopback address then takes requests to loopback names alone
          MCP_OAUTH_SCOPES                   what OAuth clients should ask the issuer for, separated by spaces, if it calls the scope mcp otherwise (mcp)
          MCP_AUTHORIZATION_SERVERS          issuers of access tokens, for OAuth discovery (those of MCP_TOKEN_ISSUERS)
          MCP_TOKEN_ISSUERS                  issuers whose JWT access tokens are taken, by their keys: URLs separated by commas, or a JSON array of objects with
                                             issuer, audiences, clientIds, algorithms, scopes, tools, resources, prompts, requestsPerMinute. A token's aud must
                                             be MCP_PUBLIC_URL, that and /SET, or one of the audiences. On Lambda the authorizer judges by it
          MCP_AUDIT                          off writes no records of decisions and calls (on)
          MCP_AUDIT_ARGUMENTS                what they say of arguments: digest, redacted or none (digest)
          MCP_AUDIT_ARGUMENT_NAMES           with redacted, the arguments whose values are shown, separated by commas
          MCP_METRICS_NAMESPACE              the CloudWatch namespace of the metrics in them (LambdaMcp on Lambda); empty: none
          MCP_METRICS_TOOLS                  how many tools have metrics of their own (50)
          POWERTOOLS_SERVICE_NAME            what log lines, records and metrics call this program (mcp-endpoint)
          LOG_LEVEL                          Trace, Debug, Information, Warning, Error (Information)

        As a Lambda function
          MCP_ROLE                           Endpoint, Registration for the function behind /register, Tasks for the one that
                                             MCP_TASK_FUNCTION names, or Authorizer for API Gateway's authorizer (Endpoint)
          MCP_EVENT_SOURCE                   RestApi, or HttpApi for HTTP APIs and function URLs (RestApi)
          MCP_RESPONSE_STREAMING             true where the integration streams (false)
          MCP_IAM_CLIENTS                    true serves clients with an AWS signature at /iam/mcp, behind API Gateway's IAM authorization (false)

        As an HTTP server
          MCP_SERVER_HOST                    the address to listen on (127.0.0.1)
          MCP_SERVER_PORT                    the port to listen on; 0 for any (3000)
          MCP_AUTH_TOKEN                     the bearer token that clients must send; 16 characters or more
          MCP_AUTH_TOKEN_FILE                or the file that holds it; a changed one is in force within 5 minutes
          MCP_AUTH_TOKEN_SECRET_ARN          or the Secrets Manager secret, or Parameter Store parameter, that holds it
          MCP_TOKENS_TABLE                   DynamoDB table of the tokens that lambda-mcp token makes; beside the others, or in their place

          MCP_DRAIN_SECONDS                  how long open requests may take once the process is told to stop (SIGTERM), before they are cut off; a second
                                             signal ends it at once (25)
          --health asks the server on this machine that has the same settings whether it answers: exit code 0 or 1

        With --stdio
          AWS_PROFILE                        whose functions and rights; a profile of IAM Identity Center or with a role needs credential_process
          MCP_STDIO_SCOPES                   scopes of the client, separated by commas, for tools that ask for such
          Sessions and tasks live in this process; tokens, tables of sessions and functions for tasks are not used. The log goes to standard error.

        Paths: /mcp, /mcp/{set}, /health, /health/ready (outside Lambda), /.well-known/oauth-protected-resource
        """;
}
