using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>What a 2020-12 schema may look like, as one schema with the same verdicts as the official meta-schema.</summary>
internal static class MetaSchema
{
    public const string Address = "https://json-schema.org/draft/2020-12/schema";

    public const string InsecureAddress = "http://json-schema.org/draft/2020-12/schema";

    public static JsonElement Read()
    {
        using var document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    private static ReadOnlyMemory<byte> Text => """
        {
          "$id": "https://json-schema.org/draft/2020-12/schema",
          "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "$id": {"type": "string", "pattern": "^[^#]*#?$"},
            "$schema": {"type": "string"},
            "$ref": {"type": "string"},
            "$anchor": {"$ref": "#/$defs/anchor"},
            "$dynamicRef": {"type": "string"},
            "$dynamicAnchor": {"$ref": "#/$defs/anchor"},
            "$vocabulary": {"type": "object", "additionalProperties": {"type": "boolean"}},
            "$comment": {"type": "string"},
            "$defs": {"$ref": "#/$defs/map"},
            "definitions": {"$ref": "#/$defs/map"},
            "dependencies": {"additionalProperties": {"anyOf": [{"$dynamicRef": "#meta"}, {"$ref": "#/$defs/names"}]}},
            "$recursiveAnchor": {"$ref": "#/$defs/anchor"},
            "$recursiveRef": {"type": "string"},
            "prefixItems": {"$ref": "#/$defs/list"},
            "items": {"$dynamicRef": "#meta"},
            "contains": {"$dynamicRef": "#meta"},
            "additionalProperties": {"$dynamicRef": "#meta"},
            "properties": {"$ref": "#/$defs/map"},
            "patternProperties": {"$ref": "#/$defs/map"},
            "dependentSchemas": {"$ref": "#/$defs/map"},
            "propertyNames": {"$dynamicRef": "#meta"},
            "if": {"$dynamicRef": "#meta"},
            "then": {"$dynamicRef": "#meta"},
            "else": {"$dynamicRef": "#meta"},
            "allOf": {"$ref": "#/$defs/list"},
            "anyOf": {"$ref": "#/$defs/list"},
            "oneOf": {"$ref": "#/$defs/list"},
            "not": {"$dynamicRef": "#meta"},
            "unevaluatedItems": {"$dynamicRef": "#meta"},
            "unevaluatedProperties": {"$dynamicRef": "#meta"},
            "type": {"anyOf": [
              {"$ref": "#/$defs/type"},
              {"type": "array", "items": {"$ref": "#/$defs/type"}, "minItems": 1, "uniqueItems": true}]},
            "enum": {"type": "array"},
            "multipleOf": {"type": "number", "exclusiveMinimum": 0},
            "maximum": {"type": "number"},
            "exclusiveMaximum": {"type": "number"},
            "minimum": {"type": "number"},
            "exclusiveMinimum": {"type": "number"},
            "maxLength": {"$ref": "#/$defs/count"},
            "minLength": {"$ref": "#/$defs/count"},
            "pattern": {"type": "string"},
            "maxItems": {"$ref": "#/$defs/count"},
            "minItems": {"$ref": "#/$defs/count"},
            "uniqueItems": {"type": "boolean"},
            "maxContains": {"$ref": "#/$defs/count"},
            "minContains": {"$ref": "#/$defs/count"},
            "maxProperties": {"$ref": "#/$defs/count"},
            "minProperties": {"$ref": "#/$defs/count"},
            "required": {"$ref": "#/$defs/names"},
            "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/names"}},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "deprecated": {"type": "boolean"},
            "readOnly": {"type": "boolean"},
            "writeOnly": {"type": "boolean"},
            "examples": {"type": "array"},
            "format": {"type": "string"},
            "contentEncoding": {"type": "string"},
            "contentMediaType": {"type": "string"},
            "contentSchema": {"$dynamicRef": "#meta"}
          },
          "$defs": {
            "anchor": {"type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"},
            "count": {"type": "integer", "minimum": 0},
            "names": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
            "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]},
            "list": {"type": "array", "minItems": 1, "items": {"$dynamicRef": "#meta"}},
            "map": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}}
          }
        }
        """u8.ToArray();
}
