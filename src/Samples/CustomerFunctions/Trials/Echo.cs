using System.Text.Json;
using Amazon.Lambda.Core;

namespace CustomerFunctions.Trials;

/// <summary>Answers what it saw.</summary>
internal static class Echo
{
    public static Task<EchoAnswer> HandleAsync(JsonElement request, ILambdaContext context) => Task.FromResult(new EchoAnswer(
        request, context.ClientContext?.Custom, context.FunctionName, context.InvokedFunctionArn, context.AwsRequestId));
}
