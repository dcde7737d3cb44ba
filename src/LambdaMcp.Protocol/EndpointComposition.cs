using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.LegacySse;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Sets;
using LambdaMcp.Protocol.State;
using LambdaMcp.Protocol.Stdio;
using LambdaMcp.Protocol.Streams;
using LambdaMcp.Protocol.Subscriptions;
using LambdaMcp.Protocol.Tasks;
using LambdaMcp.Protocol.Tools;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol;

/// <summary>Puts the endpoint together. By hand: a container's look at every constructor would slow a cold start.</summary>
internal static class EndpointComposition
{
    public static McpHttpEndpoint Compose(IServiceProvider services, McpEndpointOptions options)
    {
        var core = new Core(services, options, services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        var (time, sessions, log, responder, requests, times) = (core.Time, core.Sessions, core.Log, core.Responder, core.Requests, core.Times);
        var recordings = new Recordings(log, options, time, Logger<Recordings>(services));
        var post = new PostHandler(
            options, new(core.Methods), requests, recordings, responder, new(options, requests, recordings, responder), time, Logger<PostHandler>(services));
        var streams = core.Streams(recordings.Log);
        var replay = recordings.Log is { } recorded ? new StreamReplay(recorded, options, times, time, Logger<StreamReplay>(services)) : null;
        var legacy = sessions is not null && options.LegacySse && options.StreamLifetime > TimeSpan.Zero ? Legacy(sessions) : null;
        var limits = new RequestLimits(services.GetService<IRateStore>() ?? new InMemoryRateStore(time), options, Audit(services), time, Logger<RequestLimits>(services));
        return new(
            post, new(options, requests, streams, replay, core.StreamLimits), new(options), services.GetService<ISetDirectory>(), sessions, legacy, limits);

        LegacyTransport Legacy(SessionLifecycle sessions)
        {
            var outbox = new LegacyOutbox(log ?? new InMemoryEventLog(time), options, time);
            return new(
                new(options, sessions, outbox, streams, times, core.StreamLimits, Logger<LegacyStreams>(services)), new(options, sessions, requests, outbox, responder, time));
        }
    }

    /// <summary>The parts for standard input and output, whose session is as good as the process.</summary>
    /// <param name="services">What is served.</param>
    /// <param name="options">How.</param>
    /// <param name="stopping">Cancelled when the client is gone.</param>
    public static StdioParts ComposeStdio(IServiceProvider services, McpEndpointOptions options, CancellationToken stopping)
    {
        var core = new Core(services, options, stopping);
        var sessions = core.Sessions ?? throw new InvalidOperationException("There is no ISessionStore among the services.");
        var changes = new StdioChanges(options, core.Streams(log: null), sessions, core.Listenable, core.Times, Logger<StdioChanges>(services));
        return new(options, new(core.Methods), core.Requests, sessions, core.Responder, changes, core.Time);
    }

    // Of what nobody hears, nothing is promised.
    private static ListenableLists ListenableOf(IServiceProvider services, McpEndpointOptions options, ChangeWatch watch)
    {
        var hasLists = options.StreamLifetime > TimeSpan.Zero && watch.HasLists;
        var hasResources = services.GetService<IResourceCatalog>() is not null;
        return new(
            hasLists,
            hasLists && services.GetService<IPromptCatalog>() is not null,
            hasLists && hasResources,
            options.StreamLifetime > TimeSpan.Zero && watch.HasUpdates && hasResources);
    }

    private static ServerCapabilities Capabilities(IServiceProvider services, ListenableLists listenable, ClientTasks? tasks) =>
        new(listenable, tasks is null ? [] : [TasksExtension.Id])
        {
            HasPrompts = services.GetService<IPromptCatalog>() is not null,
            HasResources = services.GetService<IResourceCatalog>() is not null,
            HasCompletions = services.GetService<ICompletionSource>() is not null,
        };

    private static AuditLog Audit(IServiceProvider services) => services.GetService<AuditLog>() ?? AuditLog.Off;

    private static ILogger<T> Logger<T>(IServiceProvider services) => services.GetRequiredService<ILogger<T>>();

    private static IEnumerable<IMcpMethod> Methods(
        IServiceProvider services, McpEndpointOptions options, SessionLifecycle? sessions, ListPages pages, Introductions introductions, ListenableLists listenable,
        Listen listen, ClientTasks? tasks)
    {
        var prompts = services.GetService<IPromptCatalog>();
        var resources = services.GetService<IResourceCatalog>();
        var completion = services.GetService<ICompletionSource>();
        yield return new Discover(introductions);
        yield return new Initialize(introductions, sessions, Logger<Initialize>(services));
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

    /// <summary>What every transport leads to.</summary>
    private sealed class Core
    {
        private readonly IServiceProvider _services;
        private readonly McpEndpointOptions _options;
        private readonly ChangeWatch _watch;

        public Core(IServiceProvider services, McpEndpointOptions options, CancellationToken stopping)
        {
            (_services, _options) = (services, options);
            Time = services.GetService<TimeProvider>() ?? TimeProvider.System;
            Log = services.GetService<IEventLog>();
            var mailbox = services.GetService<IMailbox>() ?? new InMemoryMailbox(Time);
            var sealer = new Sealer(services.GetService<ISealingKeys>() ?? new EphemeralSealingKeys());
            var states = new RequestStates(sealer, services.GetService<INonceStore>() ?? new InMemoryNonceStore(Time), options, Time);
            Sessions = services.GetService<ISessionStore>() is { } store ? new SessionLifecycle(store, new(sealer), options, Time, services.GetService<IStateStore>()) : null;

            _watch = new(services.GetService<IChangeSource>(), services.GetService<IResourceUpdates>(), services.GetService<IResourceCatalog>());
            Times = new(options, Time, stopping);
            StreamLimits = new(services.GetService<ISlotStore>() ?? new InMemorySlotStore(Time), options, Audit(services), Logger<StreamLimits>(services));
            Listenable = ListenableOf(services, options, _watch);
            var tasks = services.GetService<ITaskStore>() is { } tasksKept && services.GetService<ITaskLauncher>() is { } launcher
                ? new ClientTasks(tasksKept, launcher, Time)
                : null;
            var introductions = new Introductions(options, Capabilities(services, Listenable, tasks), services.GetService<IServerProfile>());
            var listen = new Listen(options, _watch, introductions, services.GetService<IResourceCatalog>(), tasks, Times, StreamLimits, Time, Logger<Listen>(services));

            Methods = new(EndpointComposition.Methods(services, options, Sessions, new(sealer, options), introductions, Listenable, listen, tasks));
            var dispatcher = new Dispatcher(Methods, introductions, new(states), new(mailbox, options, Time, Logger<SessionRounds>(services)));
            Responder = new(options, dispatcher, introductions, mailbox, Time, Logger<Responder>(services));
            Requests = new(options, Sessions, mailbox, Time, Logger<SessionRequests>(services));
        }

        public TimeProvider Time { get; }

        public IEventLog? Log { get; }

        public SessionLifecycle? Sessions { get; }

        public StreamTime Times { get; }

        public ListenableLists Listenable { get; }

        public StreamLimits StreamLimits { get; }

        public MethodTable Methods { get; }

        public Responder Responder { get; }

        public SessionRequests Requests { get; }

        public SessionStreams Streams(IEventLog? log) =>
            new(_options, Sessions, _watch, Listenable, log, Times, Time, Logger<SessionStreams>(_services));
    }
}
