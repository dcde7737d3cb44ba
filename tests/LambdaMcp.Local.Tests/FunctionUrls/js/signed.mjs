// Calls a function's URL with requests that AWS's own signer signs: node signed.mjs URL
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { require } from "../../../Support/js/imports.mjs";

const { SignatureV4 } = require("@smithy/signature-v4");
const url = new URL(process.argv[2]);

class Sha256 {
  constructor(secret) {
    this.hash = secret ? createHmac("sha256", secret) : createHash("sha256");
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
}

const signer = (service, secretAccessKey = "local-secret", sessionToken = undefined) => new SignatureV4({
  service, region: "us-east-1", sha256: Sha256, credentials: { accessKeyId: "AKIALOCAL", secretAccessKey, sessionToken },
});

const request = (method, path, query, body, headers = {}) => ({
  method, path, query, body, protocol: url.protocol, hostname: url.hostname, port: Number(url.port), headers: { host: url.host, ...headers },
});

function send({ method, path, query, headers, body }, presigned) {
  const target = new URL(path, url);
  // URLSearchParams would write a space as a plus sign, which is signed as one.
  target.search = Object.entries(query ?? {}).flatMap(([name, value]) => [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`)).join("&");
  // fetch sets the host itself.
  const { host, ...others } = headers;
  return fetch(target, { method, headers: presigned ? {} : others, body });
}

async function events(response) {
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/x-ndjson");
  const [first, rest] = (await response.text()).split("\n");
  return [JSON.parse(first), rest];
}

async function check(name, run) {
  await run();
  console.log("ok", name);
}

await check("a signed GET with a query and an encoded path", async () => {
  const [event] = await events(await send(await signer("lambda").sign(request("GET", "/a%20b/c", { x: ["2", "1"], y: "z &" }))));
  assert.equal(event.rawPath, "/a%20b/c");
  assert.deepEqual(event.queryStringParameters, { x: "2,1", y: "z &" });
  assert.deepEqual(event.requestContext.authorizer.iam, {
    accessKey: "AKIALOCAL", accountId: "123456789012", callerId: "AIDALOCALADMINISTRATOR", cognitoIdentity: null, principalOrgId: null,
    userArn: "arn:aws:iam::123456789012:user/local-administrator", userId: "AIDALOCALADMINISTRATOR",
  });
  assert.equal(event.requestContext.accountId, "123456789012");
  assert.equal(event.headers.authorization, undefined);
  assert.ok(event.headers["x-amz-date"]);
});

await check("a signed POST with a session token", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
  const [event, rest] = await events(await send(await signer("lambda", "local-secret", "session").sign(request("POST", "/mcp", {}, body, { "content-type": "application/json" }))));
  assert.equal(event.body, body);
  assert.equal(event.headers["x-amz-security-token"], "session");
  assert.equal(rest, "text");
});

await check("a presigned GET", async () => {
  const [event] = await events(await send(await signer("lambda").presign(request("GET", "/", {})), true));
  assert.equal(event.requestContext.authorizer.iam.accessKey, "AKIALOCAL");
});

await check("a wrong key, a wrong service and a changed body are refused", async () => {
  for (const [signed, type] of [
    [await signer("lambda", "another").sign(request("GET", "/", {})), "InvalidSignatureException"],
    [await signer("execute-api").sign(request("GET", "/", {})), "InvalidSignatureException"],
    [{ ...(await signer("lambda").sign(request("POST", "/", {}, "a"))), body: "b" }, "InvalidSignatureException"],
  ]) {
    const response = await send(signed);
    assert.equal(response.status, 403);
    assert.equal(response.headers.get("x-amzn-errortype"), type);
    assert.ok((await response.json()).message);
  }
});

console.log("all checks passed");
