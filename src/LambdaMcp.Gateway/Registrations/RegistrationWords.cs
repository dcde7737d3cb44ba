using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>The words by which registrations name their type and their contract, in requests and in the table.</summary>
public static class RegistrationWords
{
    private static readonly string[] TypeWords = ["tool", "resource", "resource-template", "prompt", "target", "set"];
    private static readonly string[] ContractWords = ["payload", "mcp", "agentcore", "envelope", "proxy"];

    /// <summary>The words for types.</summary>
    public static IReadOnlyList<string> Types => TypeWords;

    /// <summary>The words for contracts.</summary>
    public static IReadOnlyList<string> Contracts => ContractWords;

    /// <summary>The word for a type.</summary>
    public static string Of(RegistrationType type) => TypeWords[(int)type];

    /// <summary>The word for a contract.</summary>
    public static string Of(TargetContract contract) => ContractWords[(int)contract];

    /// <summary>The type that a word names, or null.</summary>
    public static RegistrationType? ReadType(string word) => Index(TypeWords, word) is >= 0 and var index ? (RegistrationType)index : null;

    /// <summary>The contract that a word names, or null.</summary>
    public static TargetContract? ReadContract(string word) => Index(ContractWords, word) is >= 0 and var index ? (TargetContract)index : null;

    /// <summary>The contract of a registration that names none: <c>mcp</c> for an aggregated function, <c>payload</c> for all others.</summary>
    public static TargetContract UsualContract(RegistrationType type) => type == RegistrationType.Target ? TargetContract.Mcp : TargetContract.Payload;

    private static int Index(string[] words, string word) =>
        Array.FindIndex(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
}
