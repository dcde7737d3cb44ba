import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { GetParameterCommand, GetParametersCommand, SSMClient } = require("@aws-sdk/client-ssm");
const client = new SSMClient(options);
const arn = "arn:aws:ssm:us-east-1:123456789012:parameter/mcp/token";

await check("by name and by ARN, decrypted", async () => {
  for (const Name of ["/mcp/token", arn]) {
    const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
    assert.deepEqual([Parameter.Name, Parameter.Type, Parameter.Value, Parameter.ARN], ["/mcp/token", "SecureString", "p4rameter", arn]);
    assert.ok(Parameter.LastModifiedDate instanceof Date);
  }
});

await check("a secure parameter that is not decrypted", async () => {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: "/mcp/token" }));
  assert.ok(!Parameter.Value.includes("p4rameter"));
});

await check("several at once", async () => {
  const result = await client.send(new GetParametersCommand({ Names: ["plain", "none"] }));
  assert.deepEqual(result.Parameters.map((parameter) => parameter.Value), ["in the open"]);
  assert.deepEqual(result.InvalidParameters, ["none"]);
});

await check("what is not there", () => refuses(client.send(new GetParameterCommand({ Name: "none" })), "ParameterNotFound", 400));
await check("another's signature", () =>
  refuses(new SSMClient(stranger).send(new GetParameterCommand({ Name: "plain" })), "InvalidSignatureException", 403));
done();
