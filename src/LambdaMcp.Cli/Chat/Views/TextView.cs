using System.Globalization;
using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Chat.Views;

/// <summary>For a person: what the model says on standard output, all else in short lines on standard error.</summary>
internal sealed class TextView(Screen output, TextWriter errors, bool showsThoughts) : ChatView
{
    private const int LongestInput = 100;
    private bool _isLineOpen;
    private bool _isThinking;

    protected override void Write(ChatEvent happened)
    {
        if (_isThinking && happened is not ThoughtPiece)
        {
            errors.WriteLine();
            _isThinking = false;
        }

        switch (happened)
        {
            case AnswerPiece { Text.Length: > 0 } piece:
                output.Writer.Write(SafeText.Lines(piece.Text));
                output.Writer.Flush();
                _isLineOpen = !piece.Text.EndsWith('\n');
                break;
            case ThoughtPiece piece when showsThoughts:
                errors.Write(SafeText.Lines(piece.Text));
                _isThinking = true;
                break;
            case AnswerEnded:
                EndLine();
                break;
            case ToolStarted started:
                Note($"→ {SafeText.Line(started.Tool, LongestInput)} {SafeText.Line(started.Input.GetRawText(), LongestInput)}");
                break;
            case ToolProgressed { Progress: var progress } progressed:
                var total = progress.Total is { } all ? $"/{Number(all)}" : "";
                Note($"  {SafeText.Line(progressed.Tool, LongestInput)}: {Number(progress.Progress)}{total} {SafeText.Line(progress.Message ?? "", LongestInput)}".TrimEnd());
                break;
            case ToolEnded ended:
                Note($"← {SafeText.Line(ended.Tool, LongestInput)}: {Describe(ended.Result)} ({ended.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
                break;
            case Remark remark:
                Note(SafeText.Lines(remark.Text));
                break;
            case TurnEnded turn:
                var cost = turn.Cost is { } spent && turn.TotalCost is { } sum ? $", {Amounts.Of(spent)}; {Amounts.Of(sum)} so far" : "";
                Note($"[tokens: {Amounts.Of(turn.Usage)}{cost}]");
                break;
        }
    }

    private void Note(string line)
    {
        EndLine();
        errors.WriteLine(line);
    }

    private void EndLine()
    {
        if (_isLineOpen)
            output.Line("");
        _isLineOpen = false;
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Describe(ToolResult result)
    {
        var parts = result.Content.Select(part => part switch
        {
            { Text: { } text } when result.Status == ToolResult.Error => SafeText.Line(text, 200),
            { Text: { } text } => $"{text.Length} characters",
            { Image: { } image } => $"{image.Format} image of {image.Source.Bytes.Length} bytes",
            _ => "data",
        });
        return (result.Status == ToolResult.Error ? "error: " : "") + string.Join(", ", parts);
    }
}
