using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a <see cref="LambdaBootstrap"/> of a handler.</summary>
public class LambdaBootstrapBuilder
{
    private readonly InvocationHandler _handler;
    private readonly LambdaBootstrapOptions _options = new();
    private LambdaBootstrapInitializer? _initializer;

    private LambdaBootstrapBuilder(InvocationHandler handler) => _handler = handler;

    /// <summary>A handler of bytes that answers bytes.</summary>
    /// <param name="handler">Takes the event; its stream is read, and closed, as the answer.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) =>
        new(async invocation => await StreamHandlers.ReadAsync(await handler(invocation.OpenPayload())));

    /// <summary>A handler of bytes that answers bytes.</summary>
    /// <param name="handler">Takes the event and its context; its stream is read, and closed, as the answer.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async invocation => await StreamHandlers.ReadAsync(await handler(invocation.OpenPayload(), invocation.Context)));

    /// <summary>A handler of bytes that answers nothing, or through a response stream.</summary>
    /// <param name="handler">Takes the event and its context.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) =>
        new(async invocation =>
        {
            await handler(invocation.OpenPayload(), invocation.Context);
            return default;
        });

    /// <summary>A handler of one type that answers another.</summary>
    /// <typeparam name="TInput">What the event is read as.</typeparam>
    /// <typeparam name="TOutput">What the answer is written from.</typeparam>
    /// <param name="handler">Takes the event.</param>
    /// <param name="serializer">Reads the event and writes the answer.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, _) => handler(input), serializer);

    /// <summary>A handler of one type that answers another.</summary>
    /// <typeparam name="TInput">What the event is read as.</typeparam>
    /// <typeparam name="TOutput">What the answer is written from.</typeparam>
    /// <param name="handler">Takes the event and its context.</param>
    /// <param name="serializer">Reads the event and writes the answer.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async invocation =>
        {
            TOutput output = await handler(serializer.Deserialize<TInput>(invocation.OpenPayload()), invocation.Context);
            MemoryStream answer = new();
            serializer.Serialize(output, answer);
            return answer.GetBuffer().AsMemory(0, (int)answer.Length);
        });

    /// <summary>Runs before the first event is asked for.</summary>
    /// <param name="lambdaBootstrapInitializer">What it throws is reported as the function's initialization error.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Changes the options.</summary>
    /// <param name="options">Changes them.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions>? options = null)
    {
        options?.Invoke(_options);
        return this;
    }

    /// <summary>Makes the bootstrap.</summary>
    /// <returns>It does nothing until it is run.</returns>
    public LambdaBootstrap Build() => new(_handler, _options, _initializer);
}
