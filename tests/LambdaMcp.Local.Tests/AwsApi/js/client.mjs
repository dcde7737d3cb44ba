// What the checks of every service share: node SCRIPT ENDPOINT
import assert from "node:assert/strict";

export const options = {
  endpoint: process.argv[2], region: "us-east-1", maxAttempts: 1, credentials: { accessKeyId: "AKIALOCAL", secretAccessKey: "local-secret" },
};

export async function check(name, run) {
  await run();
  console.log("ok", name);
}

export const refuses = (promise, name, status) => assert.rejects(promise, (error) => {
  assert.equal(error.name, name);
  if (status) assert.equal(error.$metadata.httpStatusCode, status);
  return true;
});

export const stranger = { ...options, credentials: { accessKeyId: "AKIALOCAL", secretAccessKey: "another" } };

export const done = () => console.log("all checks passed");
