using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LambdaMcp.Tools.State;

/// <summary>How types become JSON: those that the program declared, and those that every program needs. No reflection, so that it works in native code.</summary>
internal sealed class StateJson(IEnumerable<StateJsonTypes> declared)
{
    // Letters stay what they are, and so take no more of the state's room than they have to.
    private static readonly StateJsonContext BuiltIn = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly JsonSerializerContext[] _contexts = [.. declared.Select(static types => types.Context), BuiltIn];

    /// <exception cref="InvalidOperationException">The type is not declared.</exception>
    public JsonTypeInfo<T> For<T>()
    {
        foreach (var context in _contexts)
        {
            if (context.GetTypeInfo(typeof(T)) is JsonTypeInfo<T> type)
                return type;
        }

        throw new InvalidOperationException(
            $"The state cannot keep a {typeof(T)}: its JSON is not declared. Put [JsonSerializable(typeof({typeof(T).Name}))] on a "
                + "JsonSerializerContext and add that by services.AddStateJson(MyContext.Default), or pass a JsonTypeInfo.");
    }
}
