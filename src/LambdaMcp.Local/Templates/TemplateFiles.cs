using LambdaMcp.Local.FunctionUrls;

namespace LambdaMcp.Local.Templates;

/// <summary>Finds and reads the templates to run.</summary>
internal static class TemplateFiles
{
    private static readonly string SamplesTemplate = Path.Combine("src", "Samples", "template.yaml");

    /// <param name="given">The paths of the command line; none for the nearest, searched upward from the current folder.</param>
    /// <param name="parameters">Values for parameters; each must be one of some template.</param>
    /// <param name="url">Where API Gateway will be reached.</param>
    /// <param name="functionUrls">Where function URLs will be.</param>
    /// <exception cref="StartupException">A template is not there, or no template has a parameter that was given.</exception>
    /// <exception cref="TemplateException">A template cannot be run.</exception>
    public static IReadOnlyList<Stack> Read(IReadOnlyList<string> given, IReadOnlyDictionary<string, string> parameters, string url, FunctionUrlPorts functionUrls)
    {
        var files = given.Count > 0 ? given : Search(Directory.GetCurrentDirectory());
        var names = new StackNames();
        var stacks = files.Select((file, index) => Read(file, names.Choose(file, index + 1), parameters, url, functionUrls)).ToList();
        if (parameters.Keys.FirstOrDefault(name => !stacks.Exists(stack => stack.Parameters.Any(parameter => parameter.Name == name))) is { } unknown)
            throw new StartupException($"No template has a parameter {unknown}. There are: {string.Join(", ", stacks.SelectMany(stack => stack.Parameters).Select(parameter => parameter.Name).Distinct())}");

        return stacks;
    }

    private static Stack Read(string file, string name, IReadOnlyDictionary<string, string> parameters, string url, FunctionUrlPorts functionUrls)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The template {file} cannot be read: {exception.Message}", exception);
        }
        return StackReader.Read(file, text, new StackIdentity(name) { Url = url, FunctionUrls = logicalId => functionUrls.Address(name, logicalId) }, parameters);
    }

    /// <summary>The nearest template of a folder and those above it, and the samples' where it has them.</summary>
    /// <exception cref="StartupException">There is none.</exception>
    internal static List<string> Search(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var template = Path.Combine(folder.FullName, "template.yaml");
            if (!File.Exists(template))
                continue;
            var samples = Path.Combine(folder.FullName, SamplesTemplate);
            return File.Exists(samples) ? [template, samples] : [template];
        }
        throw new StartupException($"There is no template.yaml in {start} or above: name a template with --template PATH");
    }
}
