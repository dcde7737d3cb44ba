using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient.Wire;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Brings a server's notifications to whom they are for.</summary>
internal sealed partial class ServerNotifications(CallsUnderWay calls, Action<string, ReadOnlyMemory<byte>> notified, LogLimit limit, ILogger logger)
{
    private const int LongestExcerpt = 1000;

    public void Take(string method, JsonElement parameters)
    {
        switch (method)
        {
            case NotificationMethods.ProgressNotification:
                if (Member(parameters, "progressToken") is { ValueKind: JsonValueKind.Number } token && token.TryGetInt64(out var id))
                    calls.Find(id)?.Tell(new(CallEventKind.Progress, parameters, method));
                break;
            case "notifications/message":
                if (calls.OnlyOne is { } call)
                    call.Tell(new(CallEventKind.Notification, parameters, method));
                else if (limit.TryTake())
                    LogMessage(Excerpt(parameters));
                break;
            case NotificationMethods.CancelledNotification:
                if (JsonRpcId.TryRead(Member(parameters, "requestId"), out var questionId) && questionId.ToString().Length <= ServerMessages.LongestId)
                    calls.Withdraw(questionId);
                break;
            case NotificationMethods.ToolListChangedNotification or NotificationMethods.PromptListChangedNotification or
                    NotificationMethods.ResourceListChangedNotification or NotificationMethods.ResourceUpdatedNotification:
                Raise(method, parameters);
                break;
            case NotificationMethods.ElicitationCompleteNotification:
                calls.OnlyOne?.Tell(new(CallEventKind.Notification, parameters, method));
                break;
        }
    }

    private void Raise(string method, JsonElement parameters)
    {
        try
        {
            notified(method, ClientNotifications.Params(parameters));
        }
        catch (Exception exception)
        {
            LogNotTold(exception, method);
        }
    }

    private static JsonElement Member(JsonElement parameters, string name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value) ? value : default;

    private static string Excerpt(JsonElement parameters)
    {
        var text = parameters.ValueKind == JsonValueKind.Undefined ? "" : parameters.GetRawText();
        return text.Length > LongestExcerpt ? text[..LongestExcerpt] : text;
    }

    [LoggerMessage(1, LogLevel.Information, "The server says, to no request that is known: {Text}")]
    private partial void LogMessage(string text);

    [LoggerMessage(2, LogLevel.Error, "{Method} could not be passed on")]
    private partial void LogNotTold(Exception exception, string method);
}
