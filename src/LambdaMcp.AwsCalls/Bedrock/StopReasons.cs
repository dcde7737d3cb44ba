namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Why a model ended.</summary>
internal static class StopReasons
{
    public const string EndTurn = "end_turn";
    public const string ToolUse = "tool_use";
    public const string MaxTokens = "max_tokens";
    public const string StopSequence = "stop_sequence";
    public const string GuardrailIntervened = "guardrail_intervened";
    public const string ContentFiltered = "content_filtered";
    public const string MalformedModelOutput = "malformed_model_output";
    public const string MalformedToolUse = "malformed_tool_use";
    public const string ContextWindowExceeded = "model_context_window_exceeded";
}
