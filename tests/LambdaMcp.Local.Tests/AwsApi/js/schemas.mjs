import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { DescribeSchemaCommand, paginateListSchemas, paginateListSchemaVersions, SchemasClient } = require("@aws-sdk/client-schemas");
const client = new SchemasClient(options);
const orders = { RegistryName: "tools", SchemaName: "orders@input" };

await check("the newest version", async () => {
  const schema = await client.send(new DescribeSchemaCommand(orders));
  assert.equal(schema.SchemaVersion, "12");
  assert.equal(schema.Type, "JSONSchemaDraft4");
  assert.equal(schema.SchemaArn, "arn:aws:schemas:us-east-1:123456789012:schema/tools/orders@input");
  assert.deepEqual(JSON.parse(schema.Content), { title: "version 12" });
  assert.ok(schema.LastModified instanceof Date && schema.VersionCreatedDate instanceof Date);
});

await check("an older version", async () => {
  const schema = await client.send(new DescribeSchemaCommand({ ...orders, SchemaVersion: "3" }));
  assert.deepEqual(JSON.parse(schema.Content), { title: "version 3" });
});

await check("what is not there", async () => {
  await refuses(client.send(new DescribeSchemaCommand({ ...orders, SchemaVersion: "13" })), "NotFoundException", 404);
  await refuses(client.send(new DescribeSchemaCommand({ ...orders, SchemaName: "none" })), "NotFoundException", 404);
});

await check("versions, in pages", async () => {
  const [pages, versions] = [[], []];
  for await (const page of paginateListSchemaVersions({ client, pageSize: 5 }, orders)) {
    pages.push(page.SchemaVersions.length);
    versions.push(...page.SchemaVersions.map((version) => version.SchemaVersion));
  }
  assert.deepEqual(pages, [5, 5, 2]);
  assert.deepEqual(versions, [..."123456789", "10", "11", "12"]);
});

await check("schemas of a registry", async () => {
  const found = [];
  for await (const page of paginateListSchemas({ client, pageSize: 1 }, { RegistryName: "tools" })) found.push(...page.Schemas);
  assert.deepEqual(found.map((schema) => [schema.SchemaName, schema.VersionCount]), [["orders@input", 12], ["returns", 1]]);
});

await check("another's signature", () =>
  refuses(new SchemasClient(stranger).send(new DescribeSchemaCommand(orders)), "InvalidSignatureException", 403));
done();
