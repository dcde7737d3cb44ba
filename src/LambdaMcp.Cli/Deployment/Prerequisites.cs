using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Deployment;

/// <summary>Looks at what a deployment needs, and says how to get what is missing.</summary>
internal sealed class Prerequisites(CliContext context, Programs programs, AwsChoice aws, string template, string architecture, bool inContainer)
{
    private const int SdkMajor = 10;

    public async Task<IReadOnlyList<Check>> LookAsync(CancellationToken cancellationToken)
    {
        var checks = new List<Check>
        {
            File.Exists(template)
                ? new("template", template)
                : new("template", "none", $"There is no {template}. Go to the project's folder, or name it with --template."),
            await VersionAsync("sam", ["--version"], "Install the AWS SAM CLI: pip install aws-sam-cli, brew install aws-sam-cli, or https://docs.aws.amazon.com/serverless-application-model/", cancellationToken),
        };
        if (inContainer)
        {
            checks.Add(await VersionAsync("docker", ["--version"], "Install Docker or Finch, or build without --use-container.", cancellationToken));
        }
        else
        {
            var sdk = await SdkAsync(cancellationToken);
            checks.Add(sdk);
            checks.Add(await VersionAsync("make", ["--version"], "Install it: apt install make, dnf install make, or xcode-select --install.", cancellationToken));
            // The SDK links with clang, and with gcc where that is what there is.
            var linker = programs.Find("clang") is null && programs.Find("gcc") is not null ? "gcc" : "clang";
            checks.Add(await VersionAsync(linker, ["--version"], "Native code is linked with it: apt install clang zlib1g-dev, or dnf install clang zlib-devel.", cancellationToken));
            checks.Add(Machine());
            if (sdk.IsGood)
                checks.Add(await PackAsync(cancellationToken));
        }

        checks.AddRange(await AccountAsync(cancellationToken));
        return checks;
    }

    private async Task<Check> VersionAsync(string name, string[] arguments, string advice, CancellationToken cancellationToken)
    {
        if (programs.Find(name) is not { } path)
            return new(name, "not on the PATH", advice);
        var (exitCode, output) = await Programs.AskAsync(path, arguments, null, cancellationToken);
        return exitCode == 0 ? new(name, output.Split('\n')[0].Trim()) : new(name, $"{path} ends with {exitCode}", advice);
    }

    private async Task<Check> SdkAsync(CancellationToken cancellationToken)
    {
        const string Advice = "Install the .NET 10 SDK: https://dotnet.microsoft.com/download";
        var check = await VersionAsync("dotnet", ["--version"], Advice, cancellationToken);
        return !check.IsGood || int.TryParse(check.Found.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major >= SdkMajor
            ? check
            : check with { Missing = $"It is too old. {Advice}" };
    }

    private Check Machine()
    {
        var here = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";
        var found = $"{(OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription)}, {here}, for {architecture}";
        return OperatingSystem.IsLinux() && here == architecture
            ? new("machine", found)
            : new("machine", found, $"Native code for Lambda is built on Linux of the same processor architecture: build in a container (--use-container){(OperatingSystem.IsLinux() ? $", or deploy for this one (--parameter Architecture={here})" : "")}.");
    }

    // A restore is the only judge of a feed. It reads a few files where the package was had before.
    private async Task<Check> PackAsync(CancellationToken cancellationToken)
    {
        var framework = context.Setting("LambdaFramework") ?? "net10.0";
        var folder = Directory.CreateTempSubdirectory("lambda-mcp-pack-");
        try
        {
            var project = Path.Combine(folder.FullName, "pack.csproj");
            new XElement(
                "Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
                new XElement("PropertyGroup", new XElement("TargetFramework", framework), new XElement("OutputType", "Exe"), new XElement("PublishAot", "true"))).Save(project);
            var runtime = architecture == "arm64" ? "linux-arm64" : "linux-x64";
            var (exitCode, output) = await Programs.AskAsync(programs.Find("dotnet")!, ["restore", project, "-r", runtime, "-v", "quiet"], folder.FullName, cancellationToken);
            return exitCode == 0
                ? new("native AOT", $"{framework}, {runtime}")
                : new("native AOT", output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim() ?? "the restore failed",
                    "The package feed lacks the native AOT pack of this framework. Use a feed that has it, or set LambdaFramework=net9.0 in the environment.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Check>> AccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = context.Signed(aws, SignedService.Sts);
            var region = client.Region ?? throw new FailedException("none");
            var call = SignedCall.Get("/", [], [new("Action", "GetCallerIdentity"), new("Version", SignedService.Sts.ApiVersion)]);
            var answer = await AwsFailures.TellAsync("The credentials cannot be checked", "sts:GetCallerIdentity", () => client.CallXmlAsync(call, cancellationToken));
            using var body = new MemoryStream(answer);
            var identity = XDocument.Load(body).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
            return [new("credentials", $"{identity["Arn"].FirstOrDefault()}, account {identity["Account"].FirstOrDefault()}"), new("region", region)];
        }
        catch (Exception error) when (error is FailedException or Amazon.Runtime.AmazonClientException)
        {
            return [new("credentials", error.Message, "Sign in (aws configure, aws sso login), or choose --profile and --region.")];
        }
    }
}
