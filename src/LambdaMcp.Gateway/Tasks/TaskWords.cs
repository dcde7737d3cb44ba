namespace LambdaMcp.Gateway.Tasks;

/// <summary>The words by which registrations say what becomes of calls, in requests and in the table.</summary>
public static class TaskWords
{
    private static readonly string[] SupportWords = ["forbidden", "optional", "required"];
    private static readonly string[] StartWords = ["call", "function"];

    /// <summary>The word for whether calls become tasks.</summary>
    public static string Of(TaskSupport support) => SupportWords[(int)support];

    /// <summary>The word for when they do.</summary>
    public static string Of(TaskStart start) => StartWords[(int)start];

    /// <summary>What a word says of whether calls become tasks, or null.</summary>
    public static TaskSupport? ReadSupport(string word) => Index(SupportWords, word) is >= 0 and var index ? (TaskSupport)index : null;

    /// <summary>What a word says of when they do, or null.</summary>
    public static TaskStart? ReadStart(string word) => Index(StartWords, word) is >= 0 and var index ? (TaskStart)index : null;

    private static int Index(string[] words, string word) =>
        Array.FindIndex(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
}
