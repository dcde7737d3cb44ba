using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;

namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>A function's result with links in place of its large parts.</summary>
internal sealed class ShortenedResult(JsonElement result, JsonElement[] blocks, AnswerLink?[] links, AnswerLink? structure) : PassedResult(result)
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("content"u8);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (links[i] is { } link)
                link.WriteTo(writer);
            else
                blocks[i].WriteTo(writer);
        }

        structure?.WriteTo(writer);
        writer.WriteEndArray();
        base.WriteMembers(writer);
    }

    protected override bool Passes(JsonProperty member) =>
        member.Name != "content" && !(member.Name == "structuredContent" && structure is not null);
}
