// Uses a DynamoDB through AWS's JavaScript SDK, as a program would, and ends with an error at the first difference.
// node judge.mjs URL REGION ACCESS_KEY_ID SECRET_ACCESS_KEY, with the SDK in the folder LAMBDA_MCP_NODE_MODULES.
import assert from "node:assert/strict";
import { require } from "../../../Support/js/imports.mjs";

const dynamodb = require("@aws-sdk/client-dynamodb");

const [endpoint, region, accessKeyId, secretAccessKey] = process.argv.slice(2);
const client = new dynamodb.DynamoDBClient({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey },
  maxAttempts: 1,
});
const send = (operation, input) => client.send(new dynamodb[`${operation}Command`](input));
const TableName = `judge-${process.pid}`;
const key = (sk) => ({ pk: { S: "a" }, sk: { N: `${sk}` } });

const created = await send("CreateTable", {
  TableName,
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }, { AttributeName: "sk", AttributeType: "N" }],
  BillingMode: "PAY_PER_REQUEST",
});
assert.equal(created.TableDescription.TableStatus, "ACTIVE");
assert.ok(created.TableDescription.CreationDateTime instanceof Date);
await dynamodb.waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 10 }, { TableName });

const item = {
  ...key(1),
  text: { S: "é😀" },
  bytes: { B: new Uint8Array([0, 255]) },
  list: { L: [{ N: "1" }, { BOOL: true }, { NULL: true }] },
  map: { M: { inner: { SS: ["a", "b"] } } },
};
const put = await send("PutItem", { TableName, Item: item, ReturnConsumedCapacity: "TOTAL" });
assert.equal(put.ConsumedCapacity.CapacityUnits, 1);
assert.ok(put.$metadata.requestId);
assert.deepEqual((await send("GetItem", { TableName, Key: key(1), ConsistentRead: true })).Item, item);

const updated = await send("UpdateItem", {
  TableName,
  Key: key(1),
  UpdateExpression: "SET #list[0] = #list[0] + :one REMOVE #bytes ADD visits :one",
  ConditionExpression: "attribute_exists(#bytes) AND contains(#map.#inner, :a)",
  ExpressionAttributeNames: { "#list": "list", "#bytes": "bytes", "#map": "map", "#inner": "inner" },
  ExpressionAttributeValues: { ":one": { N: "1" }, ":a": { S: "a" } },
  ReturnValues: "ALL_NEW",
});
assert.deepEqual(updated.Attributes.list.L[0], { N: "2" });
assert.deepEqual(updated.Attributes.visits, { N: "1" });
assert.equal(updated.Attributes.bytes, undefined);

await assert.rejects(
  send("PutItem", {
    TableName,
    Item: key(1),
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }),
  (error) => {
    assert.ok(error instanceof dynamodb.ConditionalCheckFailedException);
    assert.equal(error.message, "The conditional request failed");
    assert.deepEqual(error.Item.visits, { N: "1" });
    return true;
  },
);
await assert.rejects(
  send("PutItem", { TableName, Item: key(1), ConditionExpression: "nonsense" }),
  (error) => error.name === "ValidationException" && error.message.startsWith("Invalid ConditionExpression: Syntax error;"),
);
await assert.rejects(
  send("GetItem", { TableName: "no-such-table", Key: key(1) }),
  (error) => error instanceof dynamodb.ResourceNotFoundException,
);

await send("BatchWriteItem", {
  RequestItems: { [TableName]: [2, 3, 4].map((sk) => ({ PutRequest: { Item: key(sk) } })) },
});
const pages = [];
for await (const page of dynamodb.paginateQuery({ client, pageSize: 2 }, {
  TableName,
  KeyConditionExpression: "pk = :p AND sk > :n",
  ExpressionAttributeValues: { ":p": { S: "a" }, ":n": { N: "1" } },
})) {
  pages.push(...page.Items.map((found) => found.sk.N));
}
assert.deepEqual(pages, ["2", "3", "4"]);
assert.equal((await send("Scan", { TableName, Select: "COUNT" })).Count, 4);
const batch = await send("BatchGetItem", { RequestItems: { [TableName]: { Keys: [key(3), key(9)] } } });
assert.deepEqual(batch.Responses[TableName], [key(3)]);

await assert.rejects(
  send("TransactWriteItems", {
    TransactItems: [
      { Delete: { TableName, Key: key(2) } },
      { ConditionCheck: { TableName, Key: key(9), ConditionExpression: "attribute_exists(pk)" } },
    ],
  }),
  (error) => {
    assert.ok(error instanceof dynamodb.TransactionCanceledException);
    assert.deepEqual(error.CancellationReasons.map((reason) => reason.Code), ["None", "ConditionalCheckFailed"]);
    assert.match(error.message, /\[None, ConditionalCheckFailed\]$/);
    return true;
  },
);
await send("TransactWriteItems", { TransactItems: [{ Delete: { TableName, Key: key(2) } }, { Put: { TableName, Item: key(5) } }] });
const transacted = await send("TransactGetItems", {
  TransactItems: [{ Get: { TableName, Key: key(5) } }, { Get: { TableName, Key: key(2) } }],
});
assert.deepEqual(transacted.Responses.map((response) => response.Item), [key(5), undefined]);

await send("UpdateTimeToLive", { TableName, TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true } });
const ttl = await send("DescribeTimeToLive", { TableName });
assert.deepEqual(ttl.TimeToLiveDescription, { TimeToLiveStatus: "ENABLED", AttributeName: "expiresAt" });
const deleted = await send("DeleteItem", { TableName, Key: key(3), ReturnValues: "ALL_OLD" });
assert.deepEqual(deleted.Attributes, key(3));
await send("DeleteTable", { TableName });
console.log("agreed");
