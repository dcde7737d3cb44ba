namespace Amazon.Lambda.Core;

/// <summary>What Lambda says about one invocation and the environment it runs in.</summary>
public interface ILambdaContext
{
    /// <summary>The id of this invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>What the caller sent as its client context; empty where it sent none.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The function's name, from <c>AWS_LAMBDA_FUNCTION_NAME</c>.</summary>
    string FunctionName { get; }

    /// <summary>The function's version, from <c>AWS_LAMBDA_FUNCTION_VERSION</c>.</summary>
    string FunctionVersion { get; }

    /// <summary>The Amazon Cognito identity of the caller; empty where there is none.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that was invoked, with its qualifier.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group, from <c>AWS_LAMBDA_LOG_GROUP_NAME</c>.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream, from <c>AWS_LAMBDA_LOG_STREAM_NAME</c>.</summary>
    string LogStreamName { get; }

    /// <summary>The memory configured for the function, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends this invocation.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The X-Ray trace header of this invocation; empty where it is not traced.</summary>
    string TraceId => string.Empty;
}
