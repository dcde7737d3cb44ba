using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Tests.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>All that a server can have besides tools.</summary>
internal static class Everything
{
    public static void Add(IServiceCollection services) => AddChanges(services)
        .AddSingleton<IResourceCatalog>(new TwoResources())
        .AddSingleton<IPromptCatalog>(new TwoPrompts())
        .AddSingleton<ICompletionSource>(new CountedCompletion(3));

    /// <summary>What tells of changes.</summary>
    public static IServiceCollection AddChanges(IServiceCollection services)
    {
        var changes = new ManualChanges();
        return services.AddSingleton<IChangeSource>(changes).AddSingleton<IResourceUpdates>(changes);
    }
}
