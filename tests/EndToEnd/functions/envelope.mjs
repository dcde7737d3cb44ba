// A function as mcp-lambda-sam calls them: a tool, a prompt and a resource template in one.

const pages = { intro: "Once upon a time.", end: "Ever after." };

export const handler = async ({ action, args, uri, variables, extra }) => {
  if (action === "list") return ok({ resources: Object.keys(pages).map((page) => ({ uri: `pages://${page}`, name: page })) });
  if (action === "read") {
    const text = pages[variables.page];
    return text ? ok({ contents: [{ uri, text }] }) : { statusCode: 404, body: { message: `There is no page ${variables.page}.` } };
  }
  if (args.topic) return ok({ messages: [{ role: "user", content: { type: "text", text: `Write about ${args.topic}.` } }] });
  if (args.input === "fail") return { statusCode: 422, body: JSON.stringify({ message: "It failed as it was told." }) };
  return { statusCode: 200, body: JSON.stringify({ content: [{ type: "text", text: `${args.input} for request ${typeof extra.requestId}` }] }) };
};

const ok = (body) => ({ statusCode: 200, body });
