import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { CloudWatchLogsClient, FilterLogEventsCommand, paginateFilterLogEvents } = require("@aws-sdk/client-cloudwatch-logs");
const client = new CloudWatchLogsClient(options);
const group = { logGroupName: "/aws/lambda/worker" };
const messages = (result) => result.events.map((event) => event.message.trim());
const filter = async (input) => messages(await client.send(new FilterLogEventsCommand({ ...group, ...input })));

await check("all lines", async () => {
  const result = await client.send(new FilterLogEventsCommand(group));
  assert.deepEqual(messages(result), ["line 0", "line 1", "line 2", "line 3 ERROR broken", "line 4"]);
  for (const event of result.events) assert.ok(event.eventId && event.logStreamName && Math.abs(Date.now() - event.timestamp) < 60_000);
});

await check("patterns", async () => {
  assert.deepEqual(await filter({ filterPattern: "ERROR" }), ["line 3 ERROR broken"]);
  assert.deepEqual(await filter({ filterPattern: '"line 1"' }), ["line 1"]);
  assert.deepEqual(await filter({ filterPattern: '?ERROR ?"line 0"' }), ["line 0", "line 3 ERROR broken"]);
  assert.deepEqual(await filter({ filterPattern: "line -ERROR" }), ["line 0", "line 1", "line 2", "line 4"]);
});

await check("times", async () => {
  assert.deepEqual(await filter({ startTime: Date.now() + 60_000 }), []);
  assert.deepEqual(await filter({ endTime: Date.now() - 60_000 }), []);
});

await check("pages", async () => {
  const pages = [];
  for await (const page of paginateFilterLogEvents({ client, pageSize: 2 }, group)) pages.push(page.events.length);
  assert.deepEqual(pages, [2, 2, 1]);
});

await check("a group that is none", () =>
  refuses(client.send(new FilterLogEventsCommand({ logGroupName: "/aws/lambda/none" })), "ResourceNotFoundException", 400));
await check("another's signature", () =>
  refuses(new CloudWatchLogsClient(stranger).send(new FilterLogEventsCommand(group)), "InvalidSignatureException", 403));
done();
