using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;
using Amazon.Lambda.AspNetCoreServer.Hosting.Requests;
using Amazon.Lambda.AspNetCoreServer.Hosting.Responses;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Invocations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Server;

/// <summary>Each invocation as one HTTP request through the application.</summary>
/// <remarks>Not for invocations at the same time: Lambda sends none, and so the buffers of one serve the next.</remarks>
internal sealed class HttpInvocations<TContext>(IHttpApplication<TContext> application, HostingOptions options)
    where TContext : notnull
{
    private const int LargestKeptBuffer = 1024 * 1024;

    private readonly AnswerWriter _answers = new();
    private ArrayBufferWriter<byte> _body = new(4096);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the application throws is its answer.")]
    public async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation)
    {
        HttpEvent httpEvent = HttpEventReader.Read(invocation.Payload);
        RequestLifetime lifetime = new(invocation.Context);
        Response response = new();
        ResponseBody body = new(response, lifetime, ReuseBuffer(), options.EnableResponseStreaming
            ? () => invocation.OpenStream(_answers.Prelude(response, httpEvent.Kind))
            : null);
        FeatureCollection features = CreateFeatures(httpEvent, invocation, lifetime, response, body);

        TContext context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            lifetime.ThrowIfAborted();
            await body.FinishAsync();
        }
        catch (Exception error) when (!response.HasStarted)
        {
            failure = error;
            FunctionLog.Write(error, invocation.Head.RequestId);
            await FailAsync(response, body, error);
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            await response.FireCompletedAsync();
            application.DisposeContext(context, failure);
            lifetime.Dispose();
        }

        return invocation.Stream is null ? _answers.Answer(response, httpEvent.Kind, body.Written) : default;
    }

    private FeatureCollection CreateFeatures(HttpEvent httpEvent, Invocation invocation, RequestLifetime lifetime, Response response, ResponseBody body)
    {
        FeatureCollection features = new(initialCapacity: 12);
        Request request = new(httpEvent, invocation.Head.RequestId);
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpRequestBodyDetectionFeature>(request);
        features.Set<IHttpRequestIdentifierFeature>(request);
        features.Set<IHttpConnectionFeature>(new Connection(httpEvent.SourceIp));
        features.Set<IHttpAuthenticationFeature>(new Caller(httpEvent));
        features.Set<IItemsFeature>(new InvocationItems(httpEvent, invocation.Context));
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(body);
        options.PostMarshallRequestFeature?.Invoke(request, httpEvent.Typed, invocation.Context);
        return features;
    }

    private async Task FailAsync(Response response, ResponseBody body, Exception error)
    {
        response.Reset(statusCode: 500);
        body.Reset();
        if (options.IncludeUnhandledExceptionDetailInResponse)
        {
            response.Headers.ContentType = "text/plain; charset=utf-8";
            body.Write(Encoding.UTF8.GetBytes(error.ToString()));
        }

        await body.FinishAsync();
    }

    private ArrayBufferWriter<byte> ReuseBuffer()
    {
        if (_body.Capacity > LargestKeptBuffer)
            _body = new ArrayBufferWriter<byte>(4096);
        _body.ResetWrittenCount();
        return _body;
    }
}
