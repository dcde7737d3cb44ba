using System.Text;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Server;
using Amazon.Lambda.Core;
using Amazon.Lambda.Core.ResponseStreaming;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class MixedInvocationTests
{
    private int _built;

    [Fact]
    public async Task The_handler_sees_each_event_first_and_the_pipeline_gets_what_it_leaves()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(Mixed((payload, _) => Task.FromResult(payload.Length > 20 ? null : payload)));

        FakeAnswer own = await function.Api.Invoke("""{"own":1}""").AnswerAsync();
        Assert.Equal(0, _built);
        FakeAnswer request = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
        await function.Api.Invoke(SampleEvents.FunctionUrl).AnswerAsync();

        Assert.Equal("""{"own":1}""", own.Text);
        Assert.Equal((int?)203, (int?)request.Json["statusCode"]);
        Assert.Equal(1, _built);
    }

    [Fact]
    public async Task The_handler_may_stream_its_answer()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(Mixed(async (_, _) =>
        {
            await using LambdaResponseStream stream = LambdaResponseStreamFactory.CreateStream();
            await stream.WriteAsync("a line\n"u8.ToArray());
            return Stream.Null;
        }));

        Assert.Equal("a line\n", (await function.Api.Invoke("{}").AnswerAsync()).Text);
    }

    [Fact]
    public async Task What_the_handler_throws_fails_the_invocation_and_the_next_one_is_served()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(Mixed((payload, _) =>
            payload.Length > 2 ? throw new InvalidOperationException("broken") : Task.FromResult<Stream?>(new MemoryStream(Encoding.UTF8.GetBytes("fine")))));

        FakeAnswer failed = await function.Api.Invoke("""{"a":1}""").AnswerAsync();

        Assert.True(failed.IsError);
        Assert.Equal("broken", (string?)failed.Json["errorMessage"]);
        Assert.Equal("fine", (await function.Api.Invoke("{}").AnswerAsync()).Text);
    }

    private MixedInvocations Mixed(Func<Stream, ILambdaContext, Task<Stream?>> first) => new(first, Build, new HostingOptions(), services: null);

    private RequestDelegate Build()
    {
        _built++;
        return context =>
        {
            context.Response.StatusCode = StatusCodes.Status203NonAuthoritative;
            return Task.CompletedTask;
        };
    }
}
