namespace CustomerFunctions.Trials;

internal sealed record LargeAnswerText(string Text);
