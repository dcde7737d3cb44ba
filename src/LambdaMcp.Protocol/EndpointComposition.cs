using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.LegacySse;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Sets;
using LambdaMcp.Protocol.Streams;
using LambdaMcp.Protocol.Subscriptions;
using LambdaMcp.Protocol.Tasks;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol;

/// <summary>Puts the endpoint together. By hand: a container's look at every constructor would slow a cold start.</summary>
internal static class EndpointComposition
{
    public static McpHttpEndpoint Compose(IServiceProvider services, McpEndpointOptions options)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var mailbox = services.GetService<IMailbox>() ?? new InMemoryMailbox(time);
        var sealer = new Sealer(services.GetService<ISealingKeys>() ?? new EphemeralSealingKeys());
        var states = new RequestStates(sealer, services.GetService<INonceStore>() ?? new InMemoryNonceStore(time), options, time);
        var sessions = services.GetService<ISessionStore>() is { } store ? new SessionLifecycle(store, new(sealer), options, time) : null;

        var log = services.GetService<IEventLog>();
        var watch = new ChangeWatch(services.GetService<IChangeSource>(), services.GetService<IResourceUpdates>());
        var times = new StreamTime(options, time, services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        var listenable = Listenable(services, options, watch);
        var tasks = services.GetService<ITaskStore>() is { } tasksKept && services.GetService<ITaskLauncher>() is { } launcher
            ? new ClientTasks(tasksKept, launcher, time)
            : null;
        var listen = new Listen(
            options, watch, listenable, services.GetService<IResourceCatalog>(), tasks, times, time, Logger<Listen>(services));

        var methods = new MethodTable(Methods(services, options, sessions, new(sealer, options), listenable, listen, tasks));
        var dispatcher = new Dispatcher(methods, new(states), new(mailbox, options, time, Logger<SessionRounds>(services)));
        var responder = new Responder(options, dispatcher, mailbox, time, Logger<Responder>(services));
        var requests = new SessionRequests(options, sessions, mailbox, time, Logger<SessionRequests>(services));
        var recordings = new Recordings(log, options, time, Logger<Recordings>(services));
        var post = new PostHandler(
            options, new(options, methods), requests, recordings, responder, new(options, requests, recordings, responder), time, Logger<PostHandler>(services));
        var streams = new SessionStreams(options, sessions, watch, listenable, recordings.Log, times, time, Logger<SessionStreams>(services));
        var replay = recordings.Log is { } recorded ? new StreamReplay(recorded, options, times, time, Logger<StreamReplay>(services)) : null;
        var legacy = sessions is not null && options.LegacySse && options.StreamLifetime > TimeSpan.Zero ? Legacy(sessions) : null;
        return new(post, new(options, requests, streams, replay), new(options), services.GetService<ISetDirectory>(), sessions, legacy);

        LegacyTransport Legacy(SessionLifecycle sessions)
        {
            var outbox = new LegacyOutbox(log ?? new InMemoryEventLog(time), options, time);
            return new(
                new(options, sessions, outbox, streams, times, Logger<LegacyStreams>(services)), new(options, sessions, requests, outbox, responder, time));
        }
    }

    // Of what nobody hears, nothing is promised.
    private static ListenableLists Listenable(IServiceProvider services, McpEndpointOptions options, ChangeWatch watch)
    {
        var hasLists = options.StreamLifetime > TimeSpan.Zero && watch.HasLists;
        var hasResources = services.GetService<IResourceCatalog>() is not null;
        return new(
            hasLists,
            hasLists && services.GetService<IPromptCatalog>() is not null,
            hasLists && hasResources,
            options.StreamLifetime > TimeSpan.Zero && watch.HasUpdates && hasResources);
    }

    private static ILogger<T> Logger<T>(IServiceProvider services) => services.GetRequiredService<ILogger<T>>();

    private static IEnumerable<IMcpMethod> Methods(
        IServiceProvider services, McpEndpointOptions options, SessionLifecycle? sessions, ListPages pages, ListenableLists listenable, Listen listen,
        ClientTasks? tasks)
    {
        var prompts = services.GetService<IPromptCatalog>();
        var resources = services.GetService<IResourceCatalog>();
        var completion = services.GetService<ICompletionSource>();
        var capabilities = new ServerCapabilities(
            listenable, prompts is not null, resources is not null, completion is not null, tasks is null ? [] : [TasksExtension.Id]);
        yield return new Discover(options, capabilities);
        yield return new Initialize(options, capabilities, sessions, Logger<Initialize>(services));
        yield return new Ping();
        yield return new SetLogLevel(sessions);
        if (options.StreamLifetime > TimeSpan.Zero)
            yield return listen;

        var tools = services.GetRequiredService<IToolCatalog>();
        yield return new ListTools(tools, pages);
        yield return new CallTool(tools);

        if (prompts is not null)
        {
            yield return new ListPrompts(prompts, pages);
            yield return new GetPrompt(prompts);
        }

        if (resources is not null)
        {
            yield return new ListResources(resources, pages);
            yield return new ListResourceTemplates(resources, pages);
            yield return new ReadResource(resources);
            if (listenable.Updates)
                yield return new SubscribeToResource(resources, sessions);
            if (listenable.Updates)
                yield return new UnsubscribeFromResource(sessions);
        }

        if (completion is not null)
            yield return new Complete(completion);

        if (tasks is not null)
        {
            yield return new GetTask(tasks);
            yield return new UpdateTask(tasks);
            yield return new CancelTask(tasks);
        }
    }
}
