import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } = require("@aws-sdk/client-secrets-manager");
const client = new SecretsManagerClient(options);

await check("a value", async () => {
  const secret = await client.send(new GetSecretValueCommand({ SecretId: "mcp/token" }));
  assert.deepEqual([secret.SecretString, secret.VersionStages], ["s3cret", ["AWSCURRENT"]]);
});
await check("a description", async () => {
  const secret = await client.send(new DescribeSecretCommand({ SecretId: "mcp/token" }));
  assert.equal(secret.Name, "mcp/token");
});
await check("what is not there", () => refuses(client.send(new GetSecretValueCommand({ SecretId: "none" })), "ResourceNotFoundException", 400));
await check("another's signature", () =>
  refuses(new SecretsManagerClient(stranger).send(new GetSecretValueCommand({ SecretId: "mcp/token" })), "InvalidSignatureException", 403));
done();
