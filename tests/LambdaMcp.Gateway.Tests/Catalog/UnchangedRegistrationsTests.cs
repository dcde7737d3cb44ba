using System.Reflection;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Tests.Catalog;

public sealed class UnchangedRegistrationsTests
{
    [Fact]
    public void A_registration_that_is_read_again_is_recognised()
    {
        var known = Complete("a");
        var read = Complete("a");

        Assert.NotSame(known, read);
        Assert.Same(known, UnchangedRegistrations.Keep(read, known));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_change_of_any_property_is_seen(string name)
    {
        var property = typeof(Registration).GetProperty(name)!;
        var (known, read) = (Complete("a"), Complete("a"));
        property.SetValue(read, Other(property, property.GetValue(read)));

        Assert.Same(read, UnchangedRegistrations.Keep(read, known));
    }

    [Fact]
    public void The_list_stays_the_same_until_something_changes()
    {
        Registration[] known = [Complete("a"), Complete("b")];

        Assert.Same(known, UnchangedRegistrations.Keep([Complete("b"), Complete("a")], known));
        Assert.Same(known[1], UnchangedRegistrations.Keep([Complete("a") with { Title = "New" }, Complete("b")], known)[1]);
        Assert.Same(known[0], Assert.Single(UnchangedRegistrations.Keep([Complete("a")], known)));
        Assert.Equal(3, UnchangedRegistrations.Keep([Complete("a"), Complete("b"), Complete("c")], known).Count);
        Assert.Equal(["tool-a", "tool-c"], UnchangedRegistrations.Keep([Complete("a"), Complete("c")], known).Select(registration => registration.Id));
    }

    public static TheoryData<string> Properties => [.. typeof(Registration).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    // Every property has a value, of an object of its own.
    private static Registration Complete(string name)
    {
        var registration = new Registration { Id = $"tool-{name}", Type = RegistrationType.Tool, Name = name, Description = "Does it.", LambdaArn = "arn" };
        foreach (var property in typeof(Registration).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetValue(registration) is null or IReadOnlyList<string>)
                property.SetValue(registration, Other(property, property.GetValue(registration)));
        }

        return registration;
    }

    private static object Other(PropertyInfo property, object? value) => value switch
    {
        string text => text + "x",
        bool flag => !flag,
        long number => number + 1,
        int number => number + 1,
        Enum one => Enum.ToObject(one.GetType(), Convert.ToInt32(one, System.Globalization.CultureInfo.InvariantCulture) + 1),
        IReadOnlyList<string> list => (string[])[.. list, "more"],
        TaskPolicy => new TaskPolicy(TaskSupport.Required, TaskStart.Call),
        RetryPolicy retry => retry with { Attempts = retry.Attempts + 1 },
        JsonElement json => JsonDocument.Parse(json.GetRawText() + " ".Replace(" ", "", StringComparison.Ordinal)).RootElement.ValueKind == JsonValueKind.Object
            ? JsonDocument.Parse("[1]").RootElement
            : JsonDocument.Parse("{}").RootElement,
        _ when property.PropertyType == typeof(string) => "text",
        _ when property.PropertyType == typeof(long?) => 7L,
        _ when property.PropertyType == typeof(int?) => 7,
        _ when property.PropertyType == typeof(JsonElement?) => JsonDocument.Parse("""{"a":1}""").RootElement,
        _ when property.PropertyType == typeof(RetryPolicy) => new RetryPolicy(3),
        _ => throw new NotSupportedException($"Give {property.Name} another value here."),
    };
}
