using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Streams;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>What holds for every event. The seed is fixed, so that a failure comes again.</summary>
public sealed class EventStreamPropertyTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20251125, 699, 0);

    [Fact]
    public void Whatever_is_written_is_read_as_the_same_events() => Check.One(Checks, Prop.ForAll<NonNull<string>[]>(texts =>
    {
        var output = new ArrayBufferWriter<byte>();
        var written = texts.Select(text => text.Get.Replace("\0", "", StringComparison.Ordinal)).ToArray();
        for (var i = 0; i < written.Length; i++)
        {
            output.Write(EventStreamFormat.KeepAlive);
            EventStreamFormat.Write(output, Encoding.UTF8.GetBytes(written[i]), new StreamEventId("s", i).ToString());
        }

        var read = ServerEvent.Parse(Encoding.UTF8.GetString(output.WrittenSpan));

        // Half a surrogate pair is no text that UTF-8 could carry, and each kind of line break is one line break.
        var expected = written.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        return read.Select(one => one.Data).SequenceEqual(expected) && read.Select(one => one.Id).SequenceEqual(written.Select((_, i) => $"s.{i}"));
    }));

    [Fact]
    public void An_event_id_is_read_as_it_was_written() => Check.One(Checks, Prop.ForAll<NonNegativeInt, byte[]>((sequence, stream) =>
    {
        var id = new StreamEventId("s" + Convert.ToHexStringLower(stream.Take(15).ToArray()), sequence.Get);
        return StreamEventId.TryParse(id.ToString(), out var read) && read == id;
    }));

    [Fact]
    public void No_text_has_two_readings_as_an_event_id() => Check.One(Checks, Prop.ForAll<NonNull<string>>(text =>
        !StreamEventId.TryParse(text.Get, out var id) || id.ToString() == text.Get));

    [Fact]
    public void How_far_a_client_was_told_is_read_as_it_was_written() => Check.One(Checks, Prop.ForAll<NonNull<string>[], NonNull<string>>((uris, mark) =>
    {
        var marks = new ChangeMarks(
            new("t", mark.Get.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), "r"),
            uris.Select(uri => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(uri.Get)))).Distinct().ToDictionary(uri => uri, uri => uri + "!"));
        var read = ChangeMarks.FromJson(marks.ToJson());
        return read.Lists == marks.Lists && read.Updates.OrderBy(update => update.Key).SequenceEqual(marks.Updates.OrderBy(update => update.Key));
    }));

    [Fact]
    public void A_client_that_was_told_everything_is_told_nothing_more_and_each_step_leads_on() => Check.One(
        Checks, Prop.ForAll<bool[], bool[], byte[]>((wanted, changed, resources) =>
        {
            bool At(bool[] flags, int i) => i < flags.Length && flags[i];
            var uris = resources.Select(one => $"res://{one % 7}").Distinct().ToArray();
            var filter = new ChangeFilter(At(wanted, 0), At(wanted, 1), At(wanted, 2), uris);
            var before = ChangeMarks.Of(new("1", "1", "1"));
            var now = new ChangeMarks(
                new(At(changed, 0) ? "2" : "1", At(changed, 1) ? "2" : "1", At(changed, 2) ? "2" : "1"), uris.Take(3).ToDictionary(uri => uri, _ => "x"));

            var steps = before.To(now, filter).ToArray();

            var known = steps.Length > 0 ? steps[^1].After : before;
            var lists = Enumerable.Range(0, 3).Count(i => At(wanted, i) && At(changed, i));
            return steps.Length == lists + now.Updates.Count && !known.To(now, filter).Any() &&
                steps.Select((step, i) => step.After.To(now, filter).Count() == steps.Length - i - 1).All(holds => holds);
        }));

    [Fact]
    public void What_the_sdk_encodes_in_a_header_is_read_as_it_was_meant() => Check.One(Checks, Prop.ForAll<NonNull<string>>(text =>
    {
        var meant = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
        return McpHeaderEncoder.EncodeValue(meant) is not { } header || HeaderText.Decode(header) == meant;
    }));
}
