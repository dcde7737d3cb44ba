using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>The members <c>task</c> and <c>taskStart</c> of a registration.</summary>
internal static class TaskPolicyJson
{
    public static TaskPolicy Read(JsonElement registration, RegistrationFaults faults)
    {
        TaskSupport? support = TaskSupport.Forbidden;
        if (registration.TryGetProperty("task"u8, out var task))
        {
            support = task.ValueKind switch
            {
                JsonValueKind.True => TaskSupport.Optional,
                JsonValueKind.False => TaskSupport.Forbidden,
                JsonValueKind.String => TaskWords.ReadSupport(task.GetString()!),
                _ => null,
            };
            if (support is null)
                faults.Add("/task", "must be \"forbidden\", \"optional\" or \"required\"; true means optional");
        }

        if (!registration.TryGetProperty("taskStart"u8, out var member))
            return new(support ?? TaskSupport.Forbidden, TaskStart.Call);
        var start = member.ValueKind == JsonValueKind.String ? TaskWords.ReadStart(member.GetString()!) : null;
        if (start is null)
            faults.Add("/taskStart", "must be \"call\", or \"function\" when the function itself says that its call is to become a task");
        else if (support == TaskSupport.Forbidden)
            faults.Add("/taskStart", "needs \"task\": \"optional\" or \"required\"");
        return new(support ?? TaskSupport.Forbidden, start ?? TaskStart.Call);
    }

    public static void Write(Utf8JsonWriter writer, TaskPolicy policy)
    {
        if (policy.Support == TaskSupport.Forbidden)
            return;
        writer.WriteString("task"u8, TaskWords.Of(policy.Support));
        if (policy.Start != TaskStart.Call)
            writer.WriteString("taskStart"u8, TaskWords.Of(policy.Start));
    }
}
