// The MCP client of Vercel's AI SDK, which finds the newest revision by discovery. It has no way to be told of progress.
import { load } from '../../../Support/js/imports.mjs';

export async function aiSdk(url, token, answer) {
  const { createMCPClient, ElicitationRequestSchema } = await load('@ai-sdk/mcp');
  const client = await createMCPClient({
    transport: { type: 'http', url, headers: { Authorization: `Bearer ${token}` } },
    capabilities: { elicitation: {} },
  });
  client.onElicitationRequest(ElicitationRequestSchema, request => answer(request.params));
  return {
    list: async () => (await client.listTools()).tools,
    call: (name, args) => client.callTool({ name, arguments: args }),
    tellsProgress: false,
    revision: () => client.initializeResult.protocolVersion,
    close: () => client.close(),
  };
}
