import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { CloudWatchClient, GetMetricDataCommand, paginateGetMetricData } = require("@aws-sdk/client-cloudwatch");
const client = new CloudWatchClient(options);
const query = (Id, MetricName, Stat, FunctionName = "worker") => ({
  Id, MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName, Dimensions: [{ Name: "FunctionName", Value: FunctionName }] }, Period: 60, Stat },
});
const range = { StartTime: new Date("2026-01-02T03:00:00Z"), EndTime: new Date("2026-01-02T04:00:00Z") };
const minute = new Date("2026-01-02T03:04:00Z");

await check("statistics of a minute", async () => {
  const { MetricDataResults } = await client.send(new GetMetricDataCommand({
    ...range, MetricDataQueries: [
      query("count", "Invocations", "Sum"), query("errors", "Errors", "Sum"), query("mean", "Duration", "Average"), query("slow", "Duration", "p90"),
      query("most", "Duration", "Maximum"), query("peak", "ConcurrentExecutions", "Maximum"), query("none", "Invocations", "Sum", "other"),
    ],
  }));
  const values = Object.fromEntries(MetricDataResults.map((result) => [result.Id, result.Values]));
  assert.deepEqual(values, { count: [4], errors: [1], mean: [250], slow: [400], most: [400], peak: [4], none: [] });
  assert.deepEqual(MetricDataResults[0].Timestamps, [minute]);
  assert.equal(MetricDataResults[0].Label, "Invocations");
  assert.equal(MetricDataResults[0].StatusCode, "Complete");
});

await check("both orders, and throttles", async () => {
  const ordered = async (ScanBy) => (await client.send(new GetMetricDataCommand({ ...range, ScanBy, MetricDataQueries: [query("t", "Throttles", "Sum")] })))
    .MetricDataResults[0].Values;
  assert.deepEqual(await ordered("TimestampAscending"), [0, 1]);
  assert.deepEqual(await ordered(undefined), [1, 0]);
});

await check("pages", async () => {
  const values = [];
  for await (const page of paginateGetMetricData({ client, pageSize: 1 }, { ...range, MetricDataQueries: [query("t", "Throttles", "Sum")] }))
    values.push(...page.MetricDataResults[0].Values);
  assert.deepEqual(values, [1, 0]);
});

await check("a range that is none", () => refuses(client.send(new GetMetricDataCommand({
  StartTime: range.EndTime, EndTime: range.StartTime, MetricDataQueries: [query("t", "Throttles", "Sum")],
})), "ValidationException", 400));
await check("another's signature", () => refuses(new CloudWatchClient(stranger).send(new GetMetricDataCommand({
  ...range, MetricDataQueries: [query("t", "Throttles", "Sum")],
})), "InvalidSignatureException", 403));
done();
