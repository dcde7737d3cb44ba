namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>The languages that EventBridge's registries hold schemas in.</summary>
public enum RegistrySchemaType
{
    /// <summary><c>JSONSchemaDraft4</c>: one JSON Schema of draft 4.</summary>
    JsonSchemaDraft4,

    /// <summary><c>OpenApi3</c>: an OpenAPI 3.0 document, whose <c>components.schemas</c> hold the types.</summary>
    OpenApi3,
}
