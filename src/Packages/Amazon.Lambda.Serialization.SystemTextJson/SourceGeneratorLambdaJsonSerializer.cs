using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes JSON by a source-generated context: names in any case are read, nulls are not written.</summary>
/// <typeparam name="TSGContext">The context; it knows every type that a handler takes or returns.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly Lazy<TSGContext> _context;

    /// <summary>A serializer with Lambda's options.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(customizer: null)
    {
    }

    /// <summary>A serializer with options of one's own.</summary>
    /// <param name="customizer">Changes the options before their first use.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
    {
        SerializerOptions = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        customizer?.Invoke(SerializerOptions);
        _context = new Lazy<TSGContext>(CreateContext);
    }

    /// <summary>The options.</summary>
    protected JsonSerializerOptions SerializerOptions { get; }

    /// <inheritdoc/>
    /// <exception cref="JsonSerializerException">The event does not fit the type, or the context does not know it.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            JsonTypeInfo<T> type = TypeInfo<T>();
            return (requestStream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> json)
                ? JsonSerializer.Deserialize(json.AsSpan((int)memory.Position), type)
                : JsonSerializer.Deserialize(requestStream, type))!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new JsonSerializerException($"The event cannot be read as {typeof(T).FullName}: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JsonSerializerException">The value cannot be written, or the context does not know its type.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            JsonSerializer.Serialize(responseStream, response, TypeInfo<T>());
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new JsonSerializerException($"The answer, a {typeof(T).FullName}, cannot be written as JSON: {error.Message}", error);
        }
    }

    private TSGContext CreateContext() => (TSGContext)Activator.CreateInstance(typeof(TSGContext), SerializerOptions)!;

    private JsonTypeInfo<T> TypeInfo<T>() => _context.Value.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException($"{typeof(TSGContext).FullName} has no [JsonSerializable(typeof({typeof(T).Name}))].");
}
