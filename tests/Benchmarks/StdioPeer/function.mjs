// The peer's function for events that are JSON-RPC messages: its adapter around a stdio server, which is named as for the stdio bridge.
import { stdioServerAdapter } from "@aws/run-mcp-servers-with-aws-lambda";

const server = {
  command: process.env.STDIO_SERVER_COMMAND,
  args: JSON.parse(process.env.STDIO_SERVER_ARGS),
  env: JSON.parse(process.env.STDIO_SERVER_ENV),
};

export const handler = (event, context) => stdioServerAdapter(server, event, context);
