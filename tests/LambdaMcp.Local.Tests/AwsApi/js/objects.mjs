import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const client = new S3Client({ ...options, forcePathStyle: true });
const object = { Bucket: "answers", Key: "calls/an answer+1.json" };

await check("an object comes back as it was put", async () => {
  const put = await client.send(new PutObjectCommand({ ...object, Body: '{"a":1}', ContentType: "application/json", Metadata: { tool: "echo" } }));
  const got = await client.send(new GetObjectCommand(object));
  assert.equal(await got.Body.transformToString(), '{"a":1}');
  assert.deepEqual([got.ContentType, got.Metadata, got.ETag, got.ContentLength], ["application/json", { tool: "echo" }, put.ETag, 7]);
  const head = await client.send(new HeadObjectCommand(object));
  assert.equal(head.ContentLength, 7);
});

await check("large bodies, also in chunks", async () => {
  const body = Buffer.alloc(7 * 1024 * 1024, "x");
  const { Readable } = await import("node:stream");
  for (const Body of [body, Readable.from([body.subarray(0, 5_000_000), body.subarray(5_000_000)])]) {
    await client.send(new PutObjectCommand({ Bucket: "answers", Key: "large", Body, ContentLength: body.length }));
    const got = await client.send(new GetObjectCommand({ Bucket: "answers", Key: "large" }));
    assert.ok(Buffer.from(await got.Body.transformToByteArray()).equals(body));
  }
});

await check("presigned reading, for who has the URL alone", async () => {
  const url = await getSignedUrl(client, new GetObjectCommand({ ...object, ResponseContentDisposition: "attachment" }), { expiresIn: 60 });
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-disposition"), "attachment");
  assert.deepEqual(await answer.json(), { a: 1 });
  assert.equal((await fetch(url.replace("an%20answer", "another"))).status, 403);
  assert.equal((await fetch(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"))).status, 403);
  assert.equal((await fetch(url.split("?")[0])).status, 403);
});

await check("an address that is too old", async () => {
  const url = await getSignedUrl(client, new GetObjectCommand(object), { expiresIn: 60, signingDate: new Date(Date.now() - 120_000) });
  const answer = await fetch(url);
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /<Code>AccessDenied<\/Code>/);
});

await check("what is not there", async () => {
  await client.send(new DeleteObjectCommand(object));
  await refuses(client.send(new GetObjectCommand(object)), "NoSuchKey", 404);
  await refuses(client.send(new GetObjectCommand({ Bucket: "none", Key: "x" })), "NoSuchBucket", 404);
});
await check("another's signature", () => refuses(
  new S3Client({ ...stranger, forcePathStyle: true }).send(new GetObjectCommand(object)), "SignatureDoesNotMatch", 403));
done();
