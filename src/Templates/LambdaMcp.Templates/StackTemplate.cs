using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Makes the SAM template of a created project from the repository's: the same resources, whose functions all run the project's own program.
/// What it does not find as it expects it is an error, so that a change to the one is never lost on the other.
/// </summary>
public sealed class StackTemplate : Task
{
    private const string CodeOfAuthorizer = "      CodeUri: src/LambdaMcp.Authorizer";
    private const string CodeOfEndpoint = "      CodeUri: src/LambdaMcp.Endpoint";
    private const string OwnCode = "      CodeUri: .";

    /// <summary>The repository's template.</summary>
    [Required]
    public string Source { get; set; }

    /// <summary>The file to write.</summary>
    [Required]
    public string Destination { get; set; }

    /// <summary>The version of the packages, which the file names.</summary>
    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        try
        {
            File.WriteAllText(Destination, string.Join("\n", Convert(File.ReadAllLines(Source).ToList())) + "\n");
        }
        catch (InvalidDataException exception)
        {
            Log.LogError(null, null, null, Source, 0, 0, 0, 0, "{0} See StackTemplate.cs of the templates.", exception.Message);
        }
        return !Log.HasLoggedErrors;
    }

    private List<string> Convert(List<string> lines)
    {
        lines.Insert(0, "# The stack of Lambda MCP Serverless " + Version + ", with this program in each of its roles.");
        Replace(lines, "Description: An MCP endpoint on AWS Lambda that hands each tool call to another Lambda function.",
            "Description: An MCP server on AWS Lambda, with tools of its own and those of other Lambda functions.");

        // What is true of the repository alone.
        RemoveBlock(lines, "  AWS::ServerlessRepo::Application:", required: false);
        Replace(lines, "  # Read by src/LambdaMcp.Local alone: the samples' functions are the tools there.", "  # Read by lambda-mcp local alone.");
        Replace(lines, "      FunctionPrefix: mcp-sample-");
        RemoveBlock(lines, "    Sample:", required: true, "    Sample:", "      Tool: hello", "      Arguments: '{\"name\":\"Ada\"}'");
        ReplaceText(lines, "see src/LambdaMcp.Auth/README.md, for Amazon Cognito too", "its members are in the program's --help");

        // One program: the authorizer is a role of it.
        var authorizer = Replace(lines, CodeOfAuthorizer, OwnCode);
        var variables = lines.IndexOf("        Variables:", authorizer);
        if (variables < 0 || lines.FindIndex(authorizer + 1, line => Indent(line) <= 4 && line.Trim().Length > 0) is var end && end >= 0 && end < variables)
            throw new InvalidDataException("The authorizer has no variables where they were expected.");
        lines.Insert(variables + 1, "          MCP_ROLE: authorizer");
        var endpoints = 0;
        for (var index = lines.IndexOf(CodeOfEndpoint); index >= 0; index = lines.IndexOf(CodeOfEndpoint))
        {
            lines[index] = OwnCode;
            endpoints++;
        }
        if (endpoints == 0)
            throw new InvalidDataException("No function runs the endpoint.");

        Replace(lines, "        LOG_LEVEL: !Ref LogLevel", "        LOG_LEVEL: !Ref LogLevel", "        MCP_SERVER_NAME: server-stack-name");
        if (lines.Find(line => line.Contains("src/") || line.Contains("mcp-sample")) is string stray)
            throw new InvalidDataException("A line is about the repository and not expected: " + stray.Trim());
        return lines;
    }

    /// <summary>Puts lines in the place of one that is there exactly once; returns its index.</summary>
    private static int Replace(List<string> lines, string line, params string[] by)
    {
        var index = lines.IndexOf(line);
        if (index < 0 || lines.IndexOf(line, index + 1) >= 0)
            throw new InvalidDataException("This line was expected once: " + line.Trim());
        lines.RemoveAt(index);
        lines.InsertRange(index, by);
        return index;
    }

    private static void ReplaceText(List<string> lines, string text, string by)
    {
        var index = lines.FindIndex(line => line.Contains(text));
        if (index < 0)
            throw new InvalidDataException("This text was expected: " + text);
        lines[index] = lines[index].Replace(text, by);
    }

    /// <summary>Puts lines in the place of one and all that is indented below it.</summary>
    private static void RemoveBlock(List<string> lines, string head, bool required, params string[] by)
    {
        var start = lines.IndexOf(head);
        if (start < 0 && required)
            throw new InvalidDataException("This was expected: " + head.Trim());
        if (start < 0)
            return;
        var end = start + 1;
        while (end < lines.Count && lines[end].Trim().Length > 0 && Indent(lines[end]) > Indent(head))
            end++;
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, by);
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
