using System.Text.Json;
using LambdaMcp.Gateway.Validation.Keywords;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>Turns a schema into nodes: find subschemas and identifiers, read keywords, look for endless expansion.</summary>
internal static class SchemaCompiler
{
    public static SchemaNode Compile(JsonElement schema, JsonSchemaOptions options)
    {
        var faults = new FaultList();
        var index = new SchemaIndex(faults, options);
        var root = index.AddDocument(schema, SchemaSource.Own);
        var references = new ReferenceResolver(index, faults);
        while (index.TryTakePending(out var node))
            KeywordCatalog.Read(new SchemaReader(node, references, faults, options));

        if (!faults.Any && root is not null)
            new ExpansionCheck(faults, options).Check(index.Nodes);
        return faults.Any ? throw faults.ToException() : root!;
    }
}
