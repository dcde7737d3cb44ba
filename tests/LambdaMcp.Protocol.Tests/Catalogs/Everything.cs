using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>All that a server can have besides tools.</summary>
internal static class Everything
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<IChangeSource, Unchanging>()
        .AddSingleton<IResourceUpdates, Unchanging>()
        .AddSingleton<IResourceCatalog>(new TwoResources())
        .AddSingleton<IPromptCatalog>(new TwoPrompts())
        .AddSingleton<ICompletionSource>(new CountedCompletion(3));
}
