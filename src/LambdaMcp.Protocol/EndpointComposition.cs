using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tasks;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
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

        var methods = new MethodTable(Methods(services, options, sessions, new(sealer, options)));
        var dispatcher = new Dispatcher(methods, new(states), new(mailbox, options, time));
        var post = new PostHandler(
            options, new(options, methods), new(options, sessions, mailbox, time), dispatcher, time, services.GetRequiredService<ILogger<PostHandler>>());
        return new(post, new(options), sessions);
    }

    private static IEnumerable<IMcpMethod> Methods(IServiceProvider services, McpEndpointOptions options, SessionLifecycle? sessions, ListPages pages)
    {
        var prompts = services.GetService<IPromptCatalog>();
        var resources = services.GetService<IResourceCatalog>();
        var completion = services.GetService<ICompletionSource>();
        var tasks = services.GetService<ITaskStore>() is { } store && services.GetService<ITaskLauncher>() is { } launcher
            ? new ClientTasks(store, launcher, services.GetService<TimeProvider>() ?? TimeProvider.System)
            : null;
        var capabilities = new ServerCapabilities(
            prompts is not null, resources is not null, completion is not null, tasks is null ? [] : [TasksExtension.Id]);
        yield return new Discover(options, capabilities);
        yield return new Initialize(options, capabilities, sessions, services.GetRequiredService<ILogger<Initialize>>());
        yield return new Ping();
        yield return new SetLogLevel(sessions);

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
            yield return new SubscribeToResource(resources, sessions);
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
