// Answers with everything that reached it: the event, the context, and the environment of its process.

export const handler = async (event, context) => {
  const told = { event, clientContext: context.clientContext ?? null, identity: context.identity ?? null, environment: process.env };
  if (event.jsonrpc) return { jsonrpc: "2.0", id: event.id, result: { content: [{ type: "text", text: JSON.stringify(told) }] } };
  if (event.httpMethod) return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) };
  if (event.extra) return { statusCode: 200, body: { content: [{ type: "text", text: JSON.stringify(told) }] } };
  return { content: [{ type: "text", text: JSON.stringify(told) }] };
};
