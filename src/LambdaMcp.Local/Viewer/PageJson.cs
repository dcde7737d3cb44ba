using System.Text.Json;
using System.Text.Json.Serialization;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Viewer;

/// <summary>Writes what the page is told as JSON, and conceals secrets in every text of it.</summary>
internal sealed class PageJson(Secrets secrets)
{
    private readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new ConcealedText(secrets), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Write<T>(T value) => JsonSerializer.Serialize(value, _options);

    public Task WriteAsync<T>(HttpResponse response, T value)
    {
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync(Write(value), response.HttpContext.RequestAborted);
    }

    private sealed class ConcealedText(Secrets secrets) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(secrets.Conceal(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(secrets.Conceal(value));
    }
}
