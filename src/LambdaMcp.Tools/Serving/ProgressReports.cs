using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Serving;

/// <summary>A method's progress, sent to the client as it is reported: on the reporting thread, and so in order.</summary>
/// <param name="token">The client's <c>progressToken</c>.</param>
/// <param name="outlet">Takes the notifications.</param>
internal sealed class ProgressReports(JsonElement token, Outlet outlet) : IProgress<ProgressNotificationValue>
{
    /// <summary>Progress that no client wants.</summary>
    public static IProgress<ProgressNotificationValue> Unwanted { get; } = new Silence();

    public void Report(ProgressNotificationValue value)
    {
        // JSON has no such numbers.
        if (!float.IsFinite(value.Progress))
            return;
        outlet.Send(MessageWriter.Notification("notifications/progress", writer =>
        {
            writer.WritePropertyName("progressToken"u8);
            token.WriteTo(writer);
            writer.WriteNumber("progress"u8, value.Progress);
            if (value.Total is { } total && float.IsFinite(total))
                writer.WriteNumber("total"u8, total);
            if (value.Message is { } message)
                writer.WriteString("message"u8, message);
        }));
    }

    private sealed class Silence : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value)
        {
        }
    }
}
