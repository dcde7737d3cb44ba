// Calls the local Lambda service with AWS's own client: node lambda-client.mjs ENDPOINT SHARED_FOLDER
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { require } from "../../../Support/js/imports.mjs";

const {
  GetFunctionCommand, GetFunctionConfigurationCommand, GetFunctionUrlConfigCommand, InvokeCommand, InvokeWithResponseStreamCommand, LambdaClient, ListTagsCommand,
  paginateListFunctions,
} = require("@aws-sdk/client-lambda");

const [endpoint, shared] = process.argv.slice(2);
const client = new LambdaClient({
  endpoint, region: "us-east-1", maxAttempts: 1, credentials: { accessKeyId: "AKIALOCAL", secretAccessKey: "local-secret" },
});
const text = (bytes) => Buffer.from(bytes ?? []).toString();
const base64 = (value) => Buffer.from(value).toString("base64");
const arn = "arn:aws:lambda:us-east-1:123456789012:function:plain";

async function check(name, run) {
  await run();
  console.log("ok", name);
}

async function collect(input) {
  const response = await client.send(new InvokeWithResponseStreamCommand(input));
  const chunks = [];
  let complete;
  for await (const event of response.EventStream) {
    if (event.PayloadChunk) {
      chunks.push(text(event.PayloadChunk.Payload));
      input.onChunk?.(text(event.PayloadChunk.Payload));
    }
    if (event.InvokeComplete) complete = event.InvokeComplete;
  }
  return { response, body: chunks.join(""), complete };
}

await check("Invoke with log tail and client context", async () => {
  for (const name of ["plain", "123456789012:function:plain", arn, `${arn}:$LATEST`]) {
    const result = await client.send(new InvokeCommand({
      FunctionName: name, Payload: JSON.stringify({ n: 1 }), LogType: "Tail", ClientContext: base64(JSON.stringify({ custom: { mcp: { principal: "ada" } } })),
    }));
    assert.equal(result.StatusCode, 200);
    assert.equal(result.FunctionError, undefined);
    assert.equal(result.ExecutedVersion, "$LATEST");
    assert.deepEqual(JSON.parse(text(result.Payload)), { event: { n: 1 }, custom: { mcp: { principal: "ada" } } });
    const log = Buffer.from(result.LogResult, "base64").toString();
    assert.match(log, new RegExp(`START RequestId: ${result.$metadata.requestId} Version: \\$LATEST`));
    assert.match(log, /INFO\tevent \{"n":1\}/);
    assert.match(log, /REPORT RequestId: .*Billed Duration/);
  }
});

await check("Invoke without payload", async () => {
  const result = await client.send(new InvokeCommand({ FunctionName: "plain" }));
  assert.deepEqual(JSON.parse(text(result.Payload)), { event: {} });
  assert.equal(result.LogResult, undefined);
});

await check("FunctionError", async () => {
  const result = await client.send(new InvokeCommand({ FunctionName: "plain", Payload: JSON.stringify({ fail: "on purpose" }) }));
  assert.equal(result.StatusCode, 200);
  assert.equal(result.FunctionError, "Unhandled");
  const error = JSON.parse(text(result.Payload));
  assert.equal(error.errorType, "TypeError");
  assert.equal(error.errorMessage, "on purpose");
});

await check("Event and DryRun", async () => {
  assert.equal((await client.send(new InvokeCommand({ FunctionName: "plain", InvocationType: "Event", Payload: "{}" }))).StatusCode, 202);
  assert.equal((await client.send(new InvokeCommand({ FunctionName: "plain", InvocationType: "DryRun" }))).StatusCode, 204);
});

await check("InvokeWithResponseStream, chunk by chunk", async () => {
  const wait = path.join(shared, "go-on");
  const { response, body, complete } = await collect({
    FunctionName: "streaming", Payload: JSON.stringify({ wait }), LogType: "Tail", onChunk: () => writeFileSync(wait, ""),
  });
  assert.equal(response.StatusCode, 200);
  assert.equal(response.ExecutedVersion, "$LATEST");
  assert.equal(body, "one two");
  assert.equal(complete.ErrorCode, undefined);
  assert.match(Buffer.from(complete.LogResult, "base64").toString(), /END RequestId/);
});

await check("InvokeWithResponseStream of a buffered function", async () => {
  const { body, complete } = await collect({ FunctionName: "plain", Payload: "{}" });
  assert.deepEqual(JSON.parse(body), { event: {} });
  assert.equal(complete.LogResult, undefined);
});

await check("InvokeWithResponseStream that fails", async () => {
  const early = await collect({ FunctionName: "streaming", Payload: JSON.stringify({ early: true }) });
  assert.equal(early.body, "");
  assert.equal(early.complete.ErrorCode, "Unhandled");
  assert.equal(JSON.parse(early.complete.ErrorDetails).errorMessage, "before the first byte");
  const late = await collect({ FunctionName: "streaming", Payload: JSON.stringify({ late: true }) });
  assert.equal(late.body, "one ");
  assert.equal(late.complete.ErrorCode, "TypeError");
  assert.equal(late.complete.ErrorDetails, "after the first byte");
});

await check("Invoke of a streaming function", async () => {
  const result = await client.send(new InvokeCommand({ FunctionName: "streaming", Payload: "{}" }));
  assert.equal(text(result.Payload), "one two");
  const failed = await client.send(new InvokeCommand({ FunctionName: "streaming", Payload: JSON.stringify({ late: true }) }));
  assert.equal(failed.FunctionError, "Unhandled");
  assert.equal(JSON.parse(text(failed.Payload)).errorType, "TypeError");
});

await check("ListFunctions, page by page", async () => {
  const pages = [];
  for await (const page of paginateListFunctions({ client }, {})) pages.push(page.Functions);
  assert.deepEqual(pages.map((page) => page.length), [50, 13]);
  const plain = pages.flat().find((item) => item.FunctionName === "plain");
  assert.equal(plain.FunctionArn, arn);
  assert.equal(plain.Description, "returns its event");
  const small = [];
  for await (const page of paginateListFunctions({ client, pageSize: 20 }, {})) small.push(page.Functions.length);
  assert.deepEqual(small, [20, 20, 20, 3]);
});

await check("GetFunctionUrlConfig", async () => {
  const url = await client.send(new GetFunctionUrlConfigCommand({ FunctionName: "closed" }));
  assert.equal(url.FunctionUrl, "http://127.0.0.1:1/");
  assert.equal(url.AuthType, "AWS_IAM");
  assert.equal(url.InvokeMode, "BUFFERED");
  assert.deepEqual(url.Cors.AllowMethods, ["POST"]);
  assert.equal(url.Cors.MaxAge, 60);
  await assert.rejects(client.send(new GetFunctionUrlConfigCommand({ FunctionName: "plain" })), { name: "ResourceNotFoundException" });
});

await check("GetFunction, GetFunctionConfiguration and ListTags", async () => {
  const result = await client.send(new GetFunctionCommand({ FunctionName: arn }));
  assert.equal(result.Configuration.Runtime, "nodejs22.x");
  assert.equal(result.Configuration.Timeout, 30);
  assert.equal(result.Configuration.State, "Active");
  assert.ok(result.Code.Location);
  assert.deepEqual(result.Tags, { mcp: "true" });
  assert.equal((await client.send(new GetFunctionCommand({ FunctionName: "closed" }))).Concurrency.ReservedConcurrentExecutions, 0);
  assert.equal((await client.send(new GetFunctionConfigurationCommand({ FunctionName: "plain", Qualifier: "$LATEST" }))).FunctionArn, arn);
  assert.deepEqual((await client.send(new ListTagsCommand({ Resource: arn }))).Tags, { mcp: "true" });
});

await check("errors", async () => {
  const fails = (command, name, status, more = {}) => assert.rejects(client.send(command), (error) => {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.ok(error.message.length > 5, error.message);
    for (const [key, value] of Object.entries(more)) assert.equal(error[key], value);
    return true;
  });
  await fails(new InvokeCommand({ FunctionName: "missing" }), "ResourceNotFoundException", 404, { Type: "User" });
  await fails(new InvokeWithResponseStreamCommand({ FunctionName: "missing" }), "ResourceNotFoundException", 404);
  await fails(new GetFunctionCommand({ FunctionName: "missing" }), "ResourceNotFoundException", 404);
  await fails(new InvokeCommand({ FunctionName: "plain", Payload: "{not json" }), "InvalidRequestContentException", 400);
  await fails(new InvokeCommand({ FunctionName: "plain", Payload: `"${"x".repeat(6 * 1024 * 1024)}"` }), "RequestTooLargeException", 413);
  await fails(new InvokeCommand({ FunctionName: "closed" }), "TooManyRequestsException", 429, {
    Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
  });
});

console.log("all checks passed");
