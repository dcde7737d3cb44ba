using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.State;

/// <summary>Tells the state of sessions about a program's own types.</summary>
public static class StateServices
{
    /// <summary>
    /// Lets <see cref="SessionState"/> keep the types of a source-generated context, with that context's options. May be called for several; the
    /// first that knows a type is taken.
    /// </summary>
    public static IServiceCollection AddStateJson(this IServiceCollection services, JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return services.AddSingleton(new StateJsonTypes(context));
    }
}
