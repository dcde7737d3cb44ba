import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";
import { check, done, options, refuses, stranger } from "./client.mjs";

const { GetResourcesCommand, paginateGetResources, ResourceGroupsTaggingAPIClient } = require("@aws-sdk/client-resource-groups-tagging-api");
const client = new ResourceGroupsTaggingAPIClient(options);
const named = (list) => list.map((resource) => resource.ResourceARN.split(":").at(-1));
const functions = { ResourceTypeFilters: ["lambda:function"] };

await check("by key and value, with all tags", async () => {
  const { ResourceTagMappingList: found } = await client.send(new GetResourcesCommand({ ...functions, TagFilters: [{ Key: "team", Values: ["crm"] }] }));
  assert.deepEqual(named(found), ["tagged-1", "tagged-2", "tagged-3"]);
  assert.deepEqual(found[0].Tags, [{ Key: "team", Value: "crm" }, { Key: "stage", Value: "1" }]);
});

await check("by key, by several, by none", async () => {
  const find = async (TagFilters) => named((await client.send(new GetResourcesCommand({ ...functions, TagFilters }))).ResourceTagMappingList);
  assert.deepEqual(await find([{ Key: "team" }]), ["other", "tagged-1", "tagged-2", "tagged-3"]);
  assert.deepEqual(await find([{ Key: "team" }, { Key: "stage", Values: ["2", "3"] }]), ["tagged-2", "tagged-3"]);
  assert.deepEqual(await find(undefined), ["other", "tagged-1", "tagged-2", "tagged-3"]);
});

await check("in pages", async () => {
  const [pages, found] = [[], []];
  for await (const page of paginateGetResources({ client }, { ...functions, ResourcesPerPage: 3 })) {
    pages.push(page.PaginationToken);
    found.push(...named(page.ResourceTagMappingList));
  }
  assert.equal(pages.at(-1), "");
  assert.deepEqual(found, ["other", "tagged-1", "tagged-2", "tagged-3"]);
});

await check("what it does not take", () => refuses(client.send(new GetResourcesCommand({ ResourcesPerPage: 101 })), "InvalidParameterException", 400));
await check("another's signature", () =>
  refuses(new ResourceGroupsTaggingAPIClient(stranger).send(new GetResourcesCommand(functions)), "InvalidSignatureException", 403));
done();
