using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Discovery.Explanations;

/// <summary><c>GET /register/explain?function=NAME</c>.</summary>
internal sealed class ExplainRequest(Func<FunctionExplainer> explainer)
{
    // Longer than any ARN of a function.
    private const int LongestName = 512;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task HandleAsync(HttpContext context, string path)
    {
        if (context.Request.Query["function"].ToString() is not { Length: > 0 and <= LongestName } function)
        {
            await RegistrationAnswer.SendErrorAsync(context, StatusCodes.Status400BadRequest, "Say which function: GET /register/explain?function=NAME, or its ARN.");
            return;
        }

        var explanation = await explainer().ExplainAsync(function.Trim(), caller: null, context.RequestAborted);
        var body = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            ExplanationJson.WriteMembers(writer, explanation);
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
